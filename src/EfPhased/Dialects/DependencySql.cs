using EfPhased.Gates.Sql;
using EfPhased.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// Questions to the catalog about what depends on a table or a column that is to go. Each is one query for all objects, whatever
/// their number; what the contract drops itself is left out of the answers.
/// </summary>
internal abstract class DependencySql(SqlWriter writer)
{
    protected SqlWriter Writer { get; } = writer;

    /// <summary>
    /// What the catalog knows to depend on the object: kind, name, the table it belongs to (or null), what happens to it, the SQL
    /// that shows it.
    /// </summary>
    public abstract string Known(RemovedObject removed, ContractDrops drops);

    /// <summary>
    /// Program text that may name the object: as <see cref="Known"/>, then the text (null when it must not be read) and its
    /// traits, see <see cref="Read"/>.
    /// </summary>
    public abstract string Texts(RemovedObject removed, ContractDrops drops);

    /// <summary>The name of the schema that the object is in; no row or null when it is not there.</summary>
    public abstract string SchemaName(RemovedObject removed);

    /// <summary>The other tables and views that have a column of the name.</summary>
    public abstract string Namesakes(RemovedObject removed);

    /// <summary>What the catalog hides from this user, one line each.</summary>
    public abstract string Hidden(RemovedObject removed);

    /// <summary>An SQL condition: true where program text names the object. It knows comments and literals, and no more.</summary>
    public abstract string Mentions(RemovedObject removed, string text, string traits);

    /// <summary>What follows the alias of <see cref="Texts"/> as a subquery, so that its columns have names.</summary>
    public virtual string TextColumns => "";

    /// <summary>A text as <see cref="Texts"/> gives it.</summary>
    public ProgramText Read(string text, string traits)
    {
        var has = traits.Split(' ');
        return new ProgramText(text, Flavor(traits))
        {
            IsExpression = has.Contains(TextTraits.Expression),
            IsTrigger = has.Contains(TextTraits.Trigger),
            TakesRows = has.Contains(TextTraits.TakesRows),
            FindsTable = !has.Contains(TextTraits.Elsewhere),
            GivesRows = has.Contains(TextTraits.GivesRows),
            IsForeign = has.Contains(TextTraits.Foreign),
        };
    }

    protected abstract SqlFlavor Flavor(string traits);

    protected string Literal(string text) => Writer.Literal(text);

    protected string Literals(IEnumerable<string> texts) => string.Join(", ", texts.Select(Literal));
}

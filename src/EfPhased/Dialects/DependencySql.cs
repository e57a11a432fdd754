using EfPhased.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// Questions to the catalog about what depends on a table or a column that is to go.
/// </summary>
internal abstract class DependencySql(SqlWriter writer)
{
    protected SqlWriter Writer { get; } = writer;

    /// <summary>What the catalog knows to depend on the object: kind, name, the table it belongs to (or null).</summary>
    public abstract string Known(RemovedObject removed);

    /// <summary>
    /// Program text that may name the object: kind, name, text (null when it must not be read), 1 when the text is attached to the
    /// table and so need not name it.
    /// </summary>
    public abstract string Texts(RemovedObject removed);
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Splitting;

/// <summary>
/// Operations as the C# that EF Core writes for them: what is the same in a migration's source is the same here.
/// </summary>
internal sealed class OperationTexts(ICSharpMigrationOperationGenerator generator)
{
    public string Of(MigrationOperation operation)
    {
        var text = new IndentedStringBuilder();
        generator.Generate("migrationBuilder", [operation], text);
        return text.ToString().Trim();
    }

    /// <summary>The first line, for messages.</summary>
    public string Short(MigrationOperation operation)
    {
        var words = string.Join(' ', Of(operation).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace("migrationBuilder.", "", StringComparison.Ordinal);
        return words.Length <= 100 ? words : words[..97] + "...";
    }
}

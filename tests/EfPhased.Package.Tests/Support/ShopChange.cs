namespace EfPhased.Package.Tests.Support;

/// <summary>
/// The next version of the users' shop: a column renamed, one added as required, one dropped, and an index.
/// </summary>
internal static class ShopChange
{
    public const string Name = "RenameCustomerName";

    public static readonly string[] Rename = ["--rename", "Name=FullName"];

    /// <summary>Gives the table and the renamed column other names than the template's.</summary>
    public static void UseNames(this UserProject project, string table, string column)
    {
        project.Replace("ShopContext.cs", "ToTable(\"Customers\")", $"ToTable({Literal(table)})");
        project.Replace("ShopContext.cs", "HasColumnName(\"Name\")", $"HasColumnName({Literal(column)})");
    }

    public static void ChangeModel(this UserProject project, string newColumn = "FullName")
    {
        var text = project.Read("ShopContext.cs");
        var start = text.IndexOf("HasColumnName(", StringComparison.Ordinal);
        var end = text.IndexOf(").HasMaxLength(80)", StringComparison.Ordinal);
        project.Write("ShopContext.cs", text[..start] + $"HasColumnName({Literal(newColumn)}" + text[end..]);
        project.Replace("ShopContext.cs", "string Name {", "string FullName {");
        project.Replace("ShopContext.cs", "c => c.Name).HasColumnName", "c => c.FullName).HasColumnName");
        project.Replace("ShopContext.cs", "customer.HasIndex(c => c.Name);", "customer.HasIndex(c => c.FullName);\n        customer.HasIndex(c => c.Email);");
        project.Replace("ShopContext.cs", "    public string? Note { get; set; }", "    public int Level { get; set; }");
        project.Replace("ShopContext.cs", "customer.Property(c => c.Note).HasMaxLength(200);", "customer.Property(c => c.Level).HasDefaultValue(1);");
    }

    private static string Literal(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}

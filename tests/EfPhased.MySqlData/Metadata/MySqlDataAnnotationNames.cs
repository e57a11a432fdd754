namespace EfPhased.MySqlData.Metadata;

internal static class MySqlDataAnnotationNames
{
    public const string ValueGenerationStrategy = "MySQL:ValueGenerationStrategy";
}

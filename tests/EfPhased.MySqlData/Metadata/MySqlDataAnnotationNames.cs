namespace EfPhased.MySqlData.Metadata;

internal static class MySqlDataAnnotationNames
{
    public const string ValueGenerationStrategy = "MySQL:ValueGenerationStrategy";

    // What only Pomelo's models have.
    public const string CharSet = "MySql:CharSet";
    public const string StoreOptions = "MySql:StoreOptions";
    public const string FullTextIndex = "MySql:FullTextIndex";
    public const string SpatialIndex = "MySql:SpatialIndex";
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using MySql.EntityFrameworkCore.Metadata;

namespace EfPhased.MySqlData.Metadata;

internal sealed class MySqlDataAnnotationProvider(RelationalAnnotationProviderDependencies dependencies)
    : RelationalAnnotationProvider(dependencies)
{
    private static readonly HashSet<Type> IntegerTypes =
        [typeof(int), typeof(long), typeof(short), typeof(byte), typeof(sbyte), typeof(uint), typeof(ulong), typeof(ushort)];

    public override IEnumerable<IAnnotation> For(IColumn column, bool designTime)
    {
        if (column.Table is ITable table && column.PropertyMappings.Any(mapping => IsIdentity(mapping.Property, table)))
            yield return new Annotation(MySqlDataAnnotationNames.ValueGenerationStrategy, MySQLValueGenerationStrategy.IdentityColumn);
        foreach (var charSet in Named(column.PropertyMappings[0].Property, MySqlDataAnnotationNames.CharSet))
            yield return charSet;
    }

    public override IEnumerable<IAnnotation> For(IRelationalModel model, bool designTime)
        => base.For(model, designTime).Concat(Named(model.Model, MySqlDataAnnotationNames.CharSet));

    public override IEnumerable<IAnnotation> For(ITable table, bool designTime)
        => Named(table.EntityTypeMappings.First().TypeBase, MySqlDataAnnotationNames.CharSet, MySqlDataAnnotationNames.StoreOptions);

    public override IEnumerable<IAnnotation> For(ITableIndex index, bool designTime)
        => Named(index.MappedIndexes.First(), MySqlDataAnnotationNames.FullTextIndex, MySqlDataAnnotationNames.SpatialIndex);

    private static IEnumerable<IAnnotation> Named(IReadOnlyAnnotatable of, params string[] names)
        => names.Select(of.FindAnnotation).OfType<IAnnotation>().Select(a => new Annotation(a.Name, a.Value));

    private static bool IsIdentity(IProperty property, ITable table)
    {
        var storeObject = StoreObjectIdentifier.Table(table.Name, table.Schema);
        var mapping = property.GetRelationalTypeMapping();
        return property.ValueGenerated == ValueGenerated.OnAdd
            && property.IsPrimaryKey()
            && !property.IsForeignKey()
            && IntegerTypes.Contains(mapping.Converter?.ProviderClrType ?? mapping.ClrType)
            && !property.TryGetDefaultValue(storeObject, out _)
            && property.GetDefaultValueSql(storeObject) is null
            && property.GetComputedColumnSql(storeObject) is null;
    }
}

using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>EF's own reads and writes of one entity type, be it a class or a property bag.</summary>
internal abstract class EntityAccess
{
    public static EntityAccess Of(IEntityType entity) =>
        (EntityAccess)Activator.CreateInstance(typeof(EntityAccess<>).MakeGenericType(entity.ClrType), entity)!;

    /// <summary>Inserts a row; what <paramref name="values"/> leaves out, EF or the server supplies.</summary>
    public abstract Task<Row> InsertAsync(DbContext context, IReadOnlyDictionary<IProperty, object?> values);

    public abstract Task<Row?> FindAsync(DbContext context, object?[] key);

    public abstract Task<List<Row>> AllAsync(DbContext context);

    public abstract Task<int> UpdateAsync(DbContext context, object?[] key, IReadOnlyDictionary<IProperty, object?> values);

    public abstract Task<int> DeleteAsync(DbContext context, object?[] key);

    /// <summary>Filters by a value, within one row, and orders by the same column.</summary>
    public abstract Task<int> CountByValueAsync(DbContext context, object?[] key, IProperty property, object? value);
}

internal sealed class EntityAccess<T>(IEntityType entity) : EntityAccess
    where T : class
{
    private readonly ParameterExpression _row = Expression.Parameter(typeof(T), "row");

    public override async Task<Row> InsertAsync(DbContext context, IReadOnlyDictionary<IProperty, object?> values)
    {
        var instance = NewInstance();
        if (!entity.IsPropertyBag)
            RowParts.Write(instance, entity, values);
        var entry = Set(context).Entry(instance);
        foreach (var property in entity.GetProperties().Where(property => property.ValueGenerated != ValueGenerated.Never && property.Sentinel is not null))
            entry.Property(property.Name).CurrentValue = property.Sentinel;
        Assign(entry, values);
        Add(context, entry);
        await context.SaveChangesAsync();
        return Row.Of(entity, entry);
    }

    public override async Task<Row?> FindAsync(DbContext context, object?[] key) =>
        await Tracked(context, key) is { } entry ? Row.Of(entity, entry) : null;

    public override async Task<List<Row>> AllAsync(DbContext context)
    {
        var set = Set(context);
        var instances = await set.ToListAsync();
        return [.. instances.Select(instance => Row.Of(entity, set.Entry(instance)))];
    }

    public override async Task<int> UpdateAsync(DbContext context, object?[] key, IReadOnlyDictionary<IProperty, object?> values)
    {
        if (await Tracked(context, key) is not { } entry)
            return 0;

        if (!entity.IsPropertyBag)
            RowParts.Write(entry.Entity, entity, values);
        Assign(entry, values);
        return await context.SaveChangesAsync();
    }

    public override async Task<int> DeleteAsync(DbContext context, object?[] key)
    {
        if (await Tracked(context, key) is not { } entry)
            return 0;

        entry.State = EntityState.Deleted;
        return await context.SaveChangesAsync();
    }

    public override Task<int> CountByValueAsync(DbContext context, object?[] key, IProperty property, object? value) =>
        Ordered(WithKey(Set(context), key).Where(IsEqual(property, value)), property)
            .Take(2)
            .CountAsync();

    private void Assign(EntityEntry<T> entry, IReadOnlyDictionary<IProperty, object?> values)
    {
        foreach (var (property, value) in values.Where(value => value.Key.DeclaringType is IEntityType declaring && declaring.IsAssignableFrom(entity)))
            entry.Property(property.Name).CurrentValue = StoredValue.ToModel(property, value);
    }

    // With what it owns.
    private void Add(DbContext context, EntityEntry<T> entry)
    {
        if (entity.IsPropertyBag)
            entry.State = EntityState.Added;
        else
            Set(context).Add(entry.Entity);
    }

    private DbSet<T> Set(DbContext context) => entity.HasSharedClrType ? context.Set<T>(entity.Name) : context.Set<T>();

    private async Task<EntityEntry<T>?> Tracked(DbContext context, object?[] key)
    {
        var set = Set(context);
        var instance = await WithKey(set, key).SingleOrDefaultAsync();
        return instance is null ? null : set.Entry(instance);
    }

    private IQueryable<T> WithKey(IQueryable<T> rows, object?[] key) =>
        entity.FindPrimaryKey()!.Properties
            .Zip(key)
            .Aggregate(rows, (query, part) => query.Where(IsEqual(part.First, part.Second)));

    private Expression<Func<T, bool>> IsEqual(IProperty property, object? stored)
    {
        // The value in a field of an object reaches the server as a parameter, as an application's variable does.
        var holder = Activator.CreateInstance(typeof(StrongBox<>).MakeGenericType(property.ClrType), StoredValue.ToModel(property, stored))!;
        var value = Expression.Field(Expression.Constant(holder), nameof(StrongBox<T>.Value));
        return Expression.Lambda<Func<T, bool>>(Expression.Equal(Read(property), value), _row);
    }

    private IQueryable<T> Ordered(IQueryable<T> rows, IProperty property) =>
        rows.Provider.CreateQuery<T>(Expression.Call(
            typeof(Queryable),
            nameof(Queryable.OrderBy),
            [typeof(T), property.ClrType],
            rows.Expression,
            Expression.Quote(Expression.Lambda(Read(property), _row))));

    private MethodCallExpression Read(IProperty property) =>
        Member(
            RowProperties.PartsOf(property).Aggregate((Expression)_row, (at, part) => Member(at, part.Type.ClrType, part.Name)),
            property.ClrType, property.Name);

    private static MethodCallExpression Member(Expression at, Type type, string name) =>
        Expression.Call(typeof(EF), nameof(EF.Property), [type], at, Expression.Constant(name));

    private static T NewInstance() =>
        typeof(T).GetConstructor(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic, []) is { } constructor
            ? (T)constructor.Invoke(null)
            : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}

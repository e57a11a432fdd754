using EfPhased.Testing.Oracles.Rows;
using EfPhased.Testing.Oracles;

namespace EfPhased.Testing.Recipes;

/// <summary>At both ends of a change the seeded rows are those of the model there, with its values, and no others.</summary>
internal static class SeedRows
{
    public static async Task VerifyAsync(Shape present, Shape other, ShapeMapping mapping)
    {
        foreach (var entity in present.Entities)
        {
            await using var context = present.Open();
            var access = EntityAccess.Of(entity);
            var key = entity.FindPrimaryKey()!.Properties;
            List<string> keys = [];
            foreach (var seed in entity.GetSeedData())
            {
                var values = key.Select(p => StoredValue.FromModel(p, seed[p.Name])).ToArray();
                keys.Add(string.Join('|', values.Select(StoredValue.Text)));
                var row = await access.FindAsync(context, values);
                Assert.True(row is not null, $"The seeded row {entity.Name} {keys[^1]} of the {present.Name} model is missing.");
                foreach (var property in entity.GetProperties().Where(p => seed.ContainsKey(p.Name)))
                    Assert.Equal(StoredValue.Text(StoredValue.FromModel(property, seed[property.Name])), StoredValue.Text(row[property]));
            }

            var counterpart = other.Entities.FirstOrDefault(e => mapping.NewEntity(e.Name) == entity.Name || e.Name == mapping.NewEntity(entity.Name));
            foreach (var gone in counterpart?.GetSeedData() ?? [])
            {
                var values = counterpart!.FindPrimaryKey()!.Properties.Select(p => StoredValue.FromModel(p, gone[p.Name])).ToArray();
                if (!keys.Contains(string.Join('|', values.Select(StoredValue.Text))))
                    Assert.Null(await access.FindAsync(context, values));
            }
        }
    }
}

namespace Rollout;

/// <summary>
/// The customers that were there before the rollout. A few, spread over the whole table, belong to a session each;
/// the others are read by all and written by none.
/// </summary>
internal sealed class SeededCustomers(int count, int owners)
{
    public int OwnedEvery { get; } = Math.Max(2, count / owners);

    public CustomerState? OwnedBy(int owner) => owner <= owners && owner * OwnedEvery <= count ? Get(owner * OwnedEvery) : null;

    public CustomerState AnyUnowned(Random random)
    {
        var id = random.Next(1, count + 1);
        return Get(id % OwnedEvery == 0 ? id - 1 : id);
    }

    // as ShopDatabase writes them
    private static CustomerState Get(int id) =>
        new(id, $"Customer {id}", $"customer{id}@shop.example", id % 2 == 0 ? $"c{id}" : null, LoyaltyPoints: 0);
}

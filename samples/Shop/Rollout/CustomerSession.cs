using System.Text.Json.Nodes;

namespace Rollout;

/// <summary>
/// One customer that nobody else writes, so that each answer can be compared with what was last written,
/// through whichever version of the shop.
/// </summary>
internal sealed class CustomerSession(int number, SeededCustomers seeded)
{
    private readonly Random _random = new(number);
    private CustomerState? _customer = seeded.OwnedBy(number);
    private int? _deleted;
    private int? _orderToRead;
    private int _checksDue;
    private int _revision;

    public Task SendNext(ShopClient shop)
    {
        if (_deleted is { } deleted)
            return ReadDeleted(shop, deleted);
        if (_customer is null)
            return Create(shop);
        if (_orderToRead is { } order)
            return ReadOrder(shop, _customer, order);
        if (_checksDue > 0)
            return _checksDue-- % 2 == 0 ? Read(shop, _customer) : FindByName(shop, _customer);

        return _random.Next(100) switch
        {
            < 25 => Update(shop, _customer),
            < 35 => PlaceOrder(shop, _customer),
            < 40 => Delete(shop, _customer),
            < 70 => Read(shop, _customer),
            _ => Read(shop, seeded.AnyUnowned(_random)),
        };
    }

    private async Task Create(ShopClient shop)
    {
        var input = NextRevision(0);
        var id = await shop.Create(input);
        Remember(shop.Version.Write(before: null, input with { Id = id }));
    }

    private async Task Update(ShopClient shop, CustomerState customer)
    {
        var input = NextRevision(customer.Id);
        _customer = null; // after a failed write nobody knows what a read must give
        Require(await shop.Update(input));
        Remember(shop.Version.Write(customer, input));
    }

    private async Task Delete(ShopClient shop, CustomerState customer)
    {
        _customer = null;
        Require(await shop.Delete(customer.Id));
        _deleted = customer.Id;
    }

    private async Task ReadDeleted(ShopClient shop, int id)
    {
        _deleted = null;
        if (await shop.Read(id) is not null)
            throw new WrongReadException("a deleted customer is found");
    }

    private static async Task Read(ShopClient shop, CustomerState expected) =>
        Compare(shop.Version, Require(await shop.Read(expected.Id)), expected);

    private static async Task FindByName(ShopClient shop, CustomerState expected)
    {
        var found = await shop.List(expected.Name);
        Compare(shop.Version, Require(found.FirstOrDefault(customer => (int?)customer!["id"] == expected.Id)), expected);
    }

    private async Task PlaceOrder(ShopClient shop, CustomerState customer) =>
        _orderToRead = await shop.PlaceOrder(customer.Id, 1 + _random.Next(ShopDatabase.Products));

    private async Task ReadOrder(ShopClient shop, CustomerState customer, int id)
    {
        _orderToRead = null;
        var order = await shop.ReadOrder(id) ?? throw new WrongReadException("an order that was placed is not found");
        if ((string?)order[shop.Version.OrderNameField] != customer.Name)
            throw new WrongReadException($"{shop.Version.OrderNameField} of an order is not the customer's name");
    }

    private static JsonNode Require(JsonNode? customer) => customer ?? throw new WrongReadException("a customer that exists is not found");

    private static void Compare(ShopVersion version, JsonNode actual, CustomerState expected)
    {
        if (version.Difference(actual, expected) is { } field)
            throw new WrongReadException($"{field} is not what was written");
    }

    private void Remember(CustomerState customer)
    {
        _customer = customer;
        _checksDue = 2;
    }

    private CustomerState NextRevision(int id)
    {
        var text = $"{number} r{_revision++}";
        return new(id, $"Name {text}", $"mail{text.Replace(' ', '.')}@session.example", _revision % 3 == 0 ? null : $"Nick {text}", _revision);
    }
}

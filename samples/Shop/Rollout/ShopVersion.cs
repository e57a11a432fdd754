using System.Text.Json.Nodes;

namespace Rollout;

/// <summary>
/// Everything either version of the shop knows of a customer.
/// </summary>
internal sealed record CustomerState(int Id, string Name, string Email, string? Nickname, int LoyaltyPoints);

/// <summary>
/// How one version of the shop names and sees a customer.
/// </summary>
internal sealed record ShopVersion(string Label, string NameField, string OrderNameField)
{
    public static readonly ShopVersion V1 = new("V1", "name", "customerName");
    public static readonly ShopVersion V2 = new("V2", "fullName", "customerFullName");

    public string ApplicationName => $"Shop {Label}";

    public JsonObject ToJson(CustomerState customer)
    {
        JsonObject json = new() { [NameField] = customer.Name, ["email"] = customer.Email };
        if (this == V1)
            json["nickname"] = customer.Nickname;
        else
            json["loyaltyPoints"] = customer.LoyaltyPoints;
        return json;
    }

    /// <summary>What the customer must be after this version wrote <paramref name="written"/> over it.</summary>
    public CustomerState Write(CustomerState? before, CustomerState written) => this == V1
        ? written with { LoyaltyPoints = before?.LoyaltyPoints ?? 0 }
        : written with { Nickname = before?.Nickname };

    /// <summary>The first field in which this version's answer is not what it must be.</summary>
    public string? Difference(JsonNode actual, CustomerState expected)
    {
        if ((string?)actual[NameField] != expected.Name)
            return NameField;
        if ((string?)actual["email"] != expected.Email)
            return "email";
        if (this == V1)
            return (string?)actual["nickname"] == expected.Nickname ? null : "nickname";
        return (int?)actual["loyaltyPoints"] == expected.LoyaltyPoints ? null : "loyaltyPoints";
    }
}

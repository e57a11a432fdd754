using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rollout;

/// <summary>
/// The shop's requests, in the words of the version that answers them.
/// </summary>
internal sealed class ShopClient(Instance instance)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public ShopVersion Version => instance.Version;

    public async Task<int> Create(CustomerState customer) =>
        (int)(await Send(HttpMethod.Post, "/customers", "", Version.ToJson(customer)))!["id"]!;

    public Task<JsonNode?> Read(int id) => Send(HttpMethod.Get, "/customers", $"/{id}");

    public async Task<JsonArray> List(string name) =>
        (await Send(HttpMethod.Get, "/customers", $"?{Version.NameField}={Uri.EscapeDataString(name)}"))!.AsArray();

    public Task<JsonNode?> Update(CustomerState customer) => Send(HttpMethod.Put, "/customers", $"/{customer.Id}", Version.ToJson(customer));

    public Task<JsonNode?> Delete(int id) => Send(HttpMethod.Delete, "/customers", $"/{id}");

    public async Task<int> PlaceOrder(int customerId, int productId)
    {
        JsonObject order = new() { ["customerId"] = customerId, ["productId"] = productId, ["quantity"] = 1 };
        return (int)(await Send(HttpMethod.Post, "/orders", "", order))!["id"]!;
    }

    public Task<JsonNode?> ReadOrder(int id) => Send(HttpMethod.Get, "/orders", $"/{id}");

    private async Task<JsonNode?> Send(HttpMethod method, string resource, string rest, JsonNode? body = null)
    {
        using HttpRequestMessage request = new(method, resource + rest) { Content = body is null ? null : JsonContent.Create(body) };
        using CancellationTokenSource limit = new(Patience);
        using var answer = await instance.Http.SendAsync(request, limit.Token);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{method} {resource} answered {(int)answer.StatusCode}");
        if (answer.StatusCode == HttpStatusCode.NoContent)
            return new JsonObject();

        return await answer.Content.ReadFromJsonAsync<JsonNode>(limit.Token);
    }
}

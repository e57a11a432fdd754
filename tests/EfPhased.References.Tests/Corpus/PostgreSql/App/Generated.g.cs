namespace Shop.App;

public static class Generated
{
    public static string Read(Customer c) => c.Name;
}

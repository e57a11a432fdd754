using EfPhased.Testing.Recipes;

namespace EfPhased.Pomelo.Tests;

public sealed class RenameColumnTests() : RenameColumnBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class AddColumnTests() : AddColumnBehaviour(PomeloServer.Instance)
{
    protected override (string Volatile, string PerRow) Sql => ("uuid()", "lower({Email})");

    protected override string GoldenName => "Pomelo";
}

public sealed class DropColumnTests() : DropColumnBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class CreateTests() : CreateBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class DropTableTests() : DropTableBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class DataTests() : DataBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class RenameTableTests() : RenameTableBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

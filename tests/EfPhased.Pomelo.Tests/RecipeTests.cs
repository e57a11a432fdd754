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

public sealed class ConvertColumnTests() : ConvertColumnBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class ForeignKeyTests() : ForeignKeyBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class IndexTests() : IndexBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class KeyTests() : KeyBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class MoveRowsTests() : MoveRowsBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class MoveBetweenTests() : MoveBetweenBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class JoinRowsTests() : JoinRowsBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class InheritanceTests() : InheritanceBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class TombstoneTests() : TombstoneBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

public sealed class AlterColumnTests() : AlterColumnBehaviour(PomeloServer.Instance)
{
    protected override string GoldenName => "Pomelo";
}

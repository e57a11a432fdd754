using EfPhased.Dialects;
using EfPhased.Dialects.PostgreSql;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Facts;

public class TypeChangeTests
{
    private static readonly Dialect Dialect = new PostgreSqlDialect();

    [Theory]
    [InlineData("character varying(50)", "character varying(100)", "PG-41", true)]
    [InlineData("varchar(50)", "text", "PG-41", true)]
    [InlineData("text", "character varying", "PG-41", true)]
    [InlineData("character varying(100)", "character varying(50)", "PG-42", false)]
    [InlineData("text", "character varying(50)", "PG-42", false)]
    [InlineData("character(10)", "character(20)", "PG-43", false)]
    [InlineData("character(10)", "text", "PG-43", false)]
    [InlineData("smallint", "integer", "PG-44", true)]
    [InlineData("int4", "int8", "PG-44", true)]
    [InlineData("bigint", "integer", "PG-44", false)]
    [InlineData("numeric(10,2)", "numeric(12,2)", "PG-45", true)]
    [InlineData("numeric(10,2)", "numeric", "PG-45", true)]
    [InlineData("numeric(10,2)", "numeric(12,4)", "PG-46", true)]
    [InlineData("numeric(10,2)", "numeric(10,4)", "PG-46", false)]
    [InlineData("numeric", "numeric(10,2)", "PG-46", false)]
    [InlineData("timestamp with time zone", "timestamp without time zone", "PG-47", false)]
    [InlineData("timestamp(3) with time zone", "timestamp(6) with time zone", "PG-50", true)]
    [InlineData("timestamp(3)", "timestamp", "PG-50", true)]
    [InlineData("interval(3)", "interval", "PG-50", true)]
    [InlineData("bit varying(8)", "bit varying(16)", "PG-50", true)]
    [InlineData("cidr", "inet", "PG-50", true)]
    [InlineData("timestamp", "timestamp(3)", "PG-51", false)]
    [InlineData("json", "jsonb", "PG-52", false)]
    [InlineData("uuid", "text", "PG-52", true)]
    [InlineData("mood", "text", "PG-52", false)]
    [InlineData("text", "citext", "PG-54", true)]
    public void Every_row_has_its_change(string from, string to, string fact, bool widens)
    {
        var change = Dialect.ClassifyTypeChange(from, to, TypeChangeContext.Unknown);

        Assert.Equal((fact, widens), (change.Fact.Id, change.IsWidening));
        Assert.True(change.BreaksPreparedStatements);
    }

    [Fact]
    public void Time_zones_change_in_place_only_in_UTC()
    {
        Assert.True(Classify(TypeChangeContext.Unknown).NeedsUtc);
        Assert.Equal("PG-47", Classify(TypeChangeContext.Unknown).Fact.Id);
        Assert.Equal("PG-48", Classify(new() { IsUtc = false }).Fact.Id);
        Assert.Equal("PG-48", Classify(new() { HasUsing = true }).Fact.Id);
        Assert.Equal("PG-49", Classify(new() { IsIndexed = true }).Fact.Id);

        static TypeChange Classify(TypeChangeContext context) => Dialect.ClassifyTypeChange("timestamp", "timestamptz", context);
    }

    [Fact]
    public void What_reads_the_column_decides_too()
    {
        Assert.Equal(("PG-56", Work.Scan), Classify("varchar(50)", "varchar(60)", new() { HasValidCheck = true }));
        Assert.Equal(("PG-57", Work.Refused), Classify("varchar(50)", "varchar(60)", new() { IsUsed = true }));
        Assert.Equal(("PG-58", Work.Rewrite), Classify("integer", "bigint", new() { IsInForeignKey = true }));
        Assert.Equal(("PG-41", Work.Metadata), Classify("varchar(50)", "varchar(60)", new() { IsIndexed = true }));
        Assert.Equal(("PG-54", Work.IndexBuild), Classify("text", "citext", new() { IsIndexed = true }));
        Assert.Equal(("PG-53", Work.Metadata), Classify("integer", "plainint", new() { IsPlainDomain = true }));

        static (string, Work) Classify(string from, string to, TypeChangeContext context)
            => Dialect.ClassifyTypeChange(from, to, context).Fact is var fact ? (fact.Id, fact.Work) : default;
    }

    [Theory]
    [InlineData("text", "uuid")]
    [InlineData("boolean", "integer")]
    [InlineData("text", "integer")]
    [InlineData("text", "mood")]
    public void What_has_no_cast_needs_USING(string from, string to)
    {
        var bare = Dialect.ClassifyTypeChange(from, to, TypeChangeContext.Unknown);
        var told = Dialect.ClassifyTypeChange(from, to, new TypeChangeContext { HasUsing = true });

        Assert.True(bare.NeedsUsing);
        Assert.Equal(Work.Refused, bare.Fact.Work);
        Assert.Equal(Work.Rewrite, told.Fact.Work);
    }
}

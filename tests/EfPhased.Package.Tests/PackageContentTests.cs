using System.IO.Compression;
using System.Xml.Linq;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>What the packages hold.</summary>
[Collection(PackagesCollection.Authoring)]
public sealed class PackageContentTests(PackedTool tool)
{
    [Theory]
    [InlineData("EfPhased")]
    [InlineData("EfPhased.Design")]
    [InlineData("dotnet-ef-phased")]
    public void Packages_have_a_readme_a_licence_and_symbols(string package)
    {
        using var nupkg = Open(package, "nupkg");
        Assert.Contains("README.md", Entries(nupkg));
        Assert.Contains("LICENSE", Entries(nupkg));
        var metadata = Metadata(nupkg, package);
        Assert.Equal("README.md", metadata("readme"));
        Assert.Equal("LICENSE", metadata("license"));

        using var symbols = Open(package, "snupkg");
        Assert.Contains(Entries(symbols), e => e.EndsWith(".pdb", StringComparison.Ordinal));
    }

    [Fact]
    public void The_runtime_library_needs_EF_Core_and_no_provider()
    {
        using var nupkg = Open("EfPhased", "nupkg");
        using var stream = nupkg.GetEntry("EfPhased.nuspec")!.Open();
        var dependencies = XDocument.Load(stream).Descendants().Where(e => e.Name.LocalName == "dependency")
            .Select(e => $"{e.Attribute("id")!.Value} {e.Attribute("version")!.Value}");
        Assert.Equal(["Microsoft.EntityFrameworkCore.Relational 9.0.22", "Microsoft.Extensions.Diagnostics.HealthChecks 9.0.11"], dependencies);
    }

    [Fact]
    public void The_schema_of_the_settings_is_published()
    {
        using var nupkg = Open("EfPhased", "nupkg");
        Assert.Contains("schema/efphased.schema.json", Entries(nupkg));
    }

    [Fact]
    public void The_design_package_leaves_nothing_in_the_application()
    {
        using var nupkg = Open("EfPhased.Design", "nupkg");
        var entries = Entries(nupkg);
        Assert.Contains("tools/net10.0/EfPhased.Design.dll", entries);
        Assert.Contains("analyzers/dotnet/cs/EfPhased.Analyzers.dll", entries);
        Assert.Contains("build/EfPhased.Design.targets", entries);
        Assert.Contains("buildTransitive/EfPhased.Design.targets", entries);
        Assert.DoesNotContain(entries, e => e.StartsWith("lib/", StringComparison.Ordinal) && e.EndsWith(".dll", StringComparison.Ordinal));
    }

    [Fact]
    public void The_tool_brings_the_compiler_and_asks_MSBuild_by_files_of_its_own()
    {
        using var nupkg = Open("dotnet-ef-phased", "nupkg");
        var entries = Entries(nupkg);
        foreach (var file in new[] { "EfPhased.References.dll", "Microsoft.CodeAnalysis.CSharp.dll", "CommandLines.proj", "CommandLines.targets" })
            Assert.Contains($"tools/net10.0/any/{file}", entries);
        Assert.DoesNotContain(entries, e => e.EndsWith(".resources.dll", StringComparison.Ordinal));
    }

    private ZipArchive Open(string package, string extension) => ZipFile.OpenRead(Path.Combine(tool.Feed, $"{package}.{tool.Version}.{extension}"));

    private static List<string> Entries(ZipArchive archive) => [.. archive.Entries.Select(e => e.FullName)];

    private static Func<string, string?> Metadata(ZipArchive archive, string package)
    {
        using var stream = archive.GetEntry($"{package}.nuspec")!.Open();
        var document = XDocument.Load(stream);
        return name => document.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value;
    }
}

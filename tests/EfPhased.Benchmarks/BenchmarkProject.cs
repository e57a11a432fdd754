using System.Globalization;

namespace EfPhased.Benchmarks;

/// <summary>
/// An application with a context on PostgreSQL, as a user has it.
/// </summary>
internal static class BenchmarkProject
{
    public static void Write(string directory, string version, string code)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "Model.cs"), code);
        File.WriteAllText(Path.Combine(directory, "App.csproj"), string.Create(CultureInfo.InvariantCulture, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.0" />
                <PackageReference Include="Microsoft.EntityFrameworkCore.Relational" Version="10.0.14" />
                <PackageReference Include="Microsoft.EntityFrameworkCore.Design" Version="10.0.14" PrivateAssets="all" />
                <PackageReference Include="EfPhased" Version="{version}" />
                <PackageReference Include="EfPhased.Design" Version="{version}" PrivateAssets="all" />
                <PrunePackageReference Include="Mono.TextTemplating;Microsoft.VisualStudio.SolutionPersistence" Version="99.0.0" />
              </ItemGroup>
            </Project>
            """));
    }
}

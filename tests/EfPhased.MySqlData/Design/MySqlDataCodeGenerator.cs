using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Scaffolding;

namespace EfPhased.MySqlData.Design;

internal sealed class MySqlDataCodeGenerator(ProviderCodeGeneratorDependencies dependencies) : ProviderCodeGenerator(dependencies)
{
    private static readonly MethodInfo UseMySqlData = typeof(MySqlDataDbContextOptionsExtensions).GetMethods()
        .Single(method => method.Name == nameof(MySqlDataDbContextOptionsExtensions.UseMySqlData)
            && !method.IsGenericMethod
            && method.GetParameters()[1].ParameterType == typeof(string));

    public override MethodCallCodeFragment GenerateUseProvider(string connectionString, MethodCallCodeFragment? providerOptions)
        => new(
            UseMySqlData,
            providerOptions is null ? [connectionString] : [connectionString, new NestedClosureCodeFragment("x", providerOptions)]);
}

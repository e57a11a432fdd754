using System.Reflection;
using EfPhased.Design.Hosting.Protocol;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace EfPhased.Design.Contexts;

/// <summary>
/// Creates the user's context as <c>dotnet ef</c> does, and EF Core's design-time services for it.
/// </summary>
internal sealed class ContextLoader(HostRequest request, IOperationReporter reporter)
{
    /// <exception cref="PhasedException">EFP51xx: there is no such context, or it cannot be created. EFP10xx: it cannot do phased migrations.</exception>
    public DesignSession Load()
    {
        var startup = LoadAssembly(request.Project.StartupAssembly);
        var target = LoadAssembly(request.Project.TargetAssembly);
        var project = request.Project;
        var arguments = request.ApplicationArguments.ToArray();

        var operations = new DbContextOperations(
            reporter, target, startup, project.ProjectDir, project.ProjectDir, project.RootNamespace, "C#", project.Nullable, arguments);
        var context = CreateContext(operations);
        if (request.Connection is not null)
            UseConnection(context, request.Connection);

        // Migrations can be looked at before the project has phased ones.
        if (request.Command == HostCommand.Lint)
            PhasedContext.CheckProvider(context);
        else
            PhasedContext.Check(context);
        RequireMigrationsIn(target, context);

        var services = new DesignTimeServicesBuilder(target, startup, reporter, arguments).CreateServiceCollection(context);
        return new DesignSession(context, services.BuildServiceProvider(), project.ProjectDir, project.RootNamespace);
    }

    private DbContext CreateContext(DbContextOperations operations)
    {
        try
        {
            return operations.CreateContext(request.Context);
        }
        catch (OperationException e) when (e.InnerException is { } inner)
        {
            throw inner as PhasedException ?? ContextErrors.CannotCreate(operations.GetContextType(request.Context).Name, inner);
        }
        catch (OperationException)
        {
            // EF Core found none or several; it names its own option and lists nothing.
            var contexts = operations.GetContextTypes().Select(t => t.FullName ?? t.Name).Order(StringComparer.Ordinal).ToList();
            throw (contexts, request.Context) switch
            {
                ([], _) => ContextErrors.NoContext(request.Project.TargetAssembly),
                (_, null) => ContextErrors.SeveralContexts(contexts),
                (_, { } name) => ContextErrors.UnknownContext(name, contexts),
            };
        }
    }

    private static void UseConnection(DbContext context, string connectionString)
    {
        try
        {
            context.Database.SetConnectionString(connectionString);

            // Providers read the string when the connection is made, not when it is set.
            context.Database.GetDbConnection();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw ContextErrors.BadConnection(e);
        }
    }

    private Assembly LoadAssembly(string name)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name));
        }
        catch (FileNotFoundException e)
        {
            throw ContextErrors.ProjectNotReferenced(request.Project.StartupAssembly, name, e);
        }
    }

    private static void RequireMigrationsIn(Assembly target, DbContext context)
    {
        var migrations = context.GetService<IMigrationsAssembly>().Assembly;
        if (migrations != target)
            throw ContextErrors.MigrationsElsewhere(context.GetType().Name, migrations.GetName().Name!, target.GetName().Name!);
    }
}

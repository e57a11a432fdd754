using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Instances;

/// <summary>
/// Tags the connections that EF Core creates and registers the process when the first one opens. One per context instance: after
/// the first opening nothing is looked up any more. Whatever goes wrong here is logged and stays here.
/// </summary>
internal sealed class InstanceInterceptor(ICurrentDbContext currentContext) : DbConnectionInterceptor
{
    private IRelationalConnection? _relational;
    private DbConnection? _own;
    private string? _tagged;
    private InstanceRegistration? _registration;
    private string? _registeredString;

    private DbContext Context => currentContext.Context;

    private IRelationalConnection Relational => _relational ??= Context.GetService<IRelationalConnection>();

    public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        // EF Core makes other connections too, to create and drop databases.
        if (!EF.IsDesignTime && eventData.ConnectionId == Relational.ConnectionId)
        {
            _own = result;
            Tag(result);
        }

        return result;
    }

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        TagAgain(connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        TagAgain(connection);
        return new(result);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Register(connection, eventData);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Register(connection, eventData);
        return Task.CompletedTask;
    }

    // SetConnectionString() replaces the string of a connection that exists already, tag and all.
    private void TagAgain(DbConnection connection)
    {
        if (ReferenceEquals(connection, _own) && _tagged is not null && !SessionTag.IsIn(connection.ConnectionString, _tagged))
            Tag(connection);
    }

    private void Tag(DbConnection connection)
    {
        try
        {
            if (!SessionTag.IsSupported(connection) || DataSources.IsUsedBy(Relational))
                return;
            var tag = SessionTag.Of(ModelShape.Of(Context).Fingerprint);
            if (!SessionTag.IsIn(connection.ConnectionString, tag))
                connection.ConnectionString = TaggedStrings.Of(connection.ConnectionString, tag);
            _tagged = tag;
        }
        catch (Exception e)
        {
            InstanceLog.Failed(Context, e);
        }
    }

    private void Register(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (EF.IsDesignTime || eventData.ConnectionId != Relational.ConnectionId)
            return;

        try
        {
            var text = Relational.ConnectionString;
            if (_registration is null || !ReferenceEquals(text, _registeredString))
            {
                _registration = InstanceRegistry.Find(Context, text, connection, _tagged is not null);
                _registeredString = text;
            }

            if (_registration.NeedsConnection)
                _registration.Offer(connection);
        }
        catch (Exception e)
        {
            InstanceLog.Failed(Context, e);
        }
    }
}

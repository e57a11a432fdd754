using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.MySqlData.Ddl;

internal sealed class MySqlDataMigrationsDatabaseLock(
    IHistoryRepository historyRepository, IRelationalCommand release, RelationalCommandParameterObject parameters)
    : IMigrationsDatabaseLock
{
    public IHistoryRepository HistoryRepository => historyRepository;

    public void Dispose() => release.ExecuteScalar(parameters);

    public async ValueTask DisposeAsync() => await release.ExecuteScalarAsync(parameters).ConfigureAwait(false);
}

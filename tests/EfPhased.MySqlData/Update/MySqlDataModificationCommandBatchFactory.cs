using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Update;

namespace EfPhased.MySqlData.Update;

internal sealed class MySqlDataModificationCommandBatchFactory(
    ModificationCommandBatchFactoryDependencies dependencies, IDbContextOptions options) : IModificationCommandBatchFactory
{
    private const int DefaultBatchSize = 42;

    private readonly int _maxBatchSize = RelationalOptionsExtension.Extract(options).MaxBatchSize ?? DefaultBatchSize;

    public ModificationCommandBatch Create() => new MySqlDataModificationCommandBatch(dependencies, _maxBatchSize);
}

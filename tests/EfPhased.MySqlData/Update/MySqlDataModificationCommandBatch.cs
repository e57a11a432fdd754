using Microsoft.EntityFrameworkCore.Update;

namespace EfPhased.MySqlData.Update;

internal sealed class MySqlDataModificationCommandBatch(ModificationCommandBatchFactoryDependencies dependencies, int maxBatchSize)
    : AffectedCountModificationCommandBatch(dependencies, maxBatchSize);

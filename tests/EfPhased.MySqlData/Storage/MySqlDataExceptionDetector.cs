using Microsoft.EntityFrameworkCore.Storage;
using MySql.Data.MySqlClient;

namespace EfPhased.MySqlData.Storage;

internal sealed class MySqlDataExceptionDetector : IExceptionDetector
{
    public bool IsCancellation(Exception exception, CancellationToken cancellationToken)
        => exception is OperationCanceledException
            || (cancellationToken.IsCancellationRequested && exception is MySqlException { Number: (int)MySqlErrorCode.QueryInterrupted });
}

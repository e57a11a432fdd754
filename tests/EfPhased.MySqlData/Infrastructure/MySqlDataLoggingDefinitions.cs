using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfPhased.MySqlData.Infrastructure;

internal sealed class MySqlDataLoggingDefinitions : RelationalLoggingDefinitions;

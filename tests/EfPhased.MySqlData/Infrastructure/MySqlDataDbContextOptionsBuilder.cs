using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfPhased.MySqlData.Infrastructure;

public sealed class MySqlDataDbContextOptionsBuilder(DbContextOptionsBuilder options)
    : RelationalDbContextOptionsBuilder<MySqlDataDbContextOptionsBuilder, MySqlDataOptionsExtension>(options);

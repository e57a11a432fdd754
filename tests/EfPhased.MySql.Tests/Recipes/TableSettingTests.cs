using EfPhased.Testing.Recipes;

namespace EfPhased.MySql.Tests.Recipes;

public sealed class TableSettingTests() : TableSettingBehaviour(MySqlServer.Instance);

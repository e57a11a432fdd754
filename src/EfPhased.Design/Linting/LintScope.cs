using EfPhased.Design.Classification;
using EfPhased.Design.Linting.History;
using EfPhased.Dialects;

namespace EfPhased.Design.Linting;

/// <summary>
/// What the checks of a migration see besides its steps.
/// </summary>
/// <param name="Dialect">The server.</param>
/// <param name="Types">Store types of columns that name none.</param>
/// <param name="Positions">Lines in the source.</param>
internal sealed record LintScope(Dialect Dialect, StoreTypes Types, SourcePositionOf Positions)
{
    public bool IsPostgreSql => Dialect.HasTransactionalDdl;
}

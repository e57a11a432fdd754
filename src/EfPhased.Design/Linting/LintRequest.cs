namespace EfPhased.Design.Linting;

/// <summary>What <c>dotnet ef-phased lint</c> asks for.</summary>
/// <param name="From">The migration before the first one to look at; null or 0 for the beginning.</param>
/// <param name="To">The last one to look at; null for the end.</param>
/// <param name="PendingOnly">Only what the database has not got.</param>
internal sealed record LintRequest(string? From, string? To, bool PendingOnly);

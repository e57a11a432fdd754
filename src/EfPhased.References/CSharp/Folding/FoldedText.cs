using System.Text;
using EfPhased.References.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EfPhased.References.CSharp.Folding;

/// <summary>
/// The text that an expression has at run time, as far as the source tells, with where each part of it is written. What is only known
/// at run time is one <see cref="SqlTokenizer.Hole"/>.
/// </summary>
internal sealed class FoldedText
{
    public static readonly FoldedText Hole = new(SqlTokenizer.Hole.ToString(), []);

    private readonly IReadOnlyList<Piece> pieces;

    private FoldedText(string text, IReadOnlyList<Piece> pieces)
    {
        Text = text;
        this.pieces = pieces;
    }

    public string Text { get; }

    public bool IsHole => Text.Length == 1 && Text[0] == SqlTokenizer.Hole;

    public static FoldedText Literal(string text, SyntaxNode node, int[] positions) =>
        new(text, [new Piece(0, text.Length, node, positions)]);

    /// <summary>A value that is written elsewhere, or not literally: all of it is at the expression.</summary>
    public static FoldedText Value(string text, SyntaxNode node) => new(text, [new Piece(0, text.Length, node, null)]);

    public static FoldedText Concat(IEnumerable<FoldedText> parts)
    {
        var text = new StringBuilder();
        var pieces = new List<Piece>();
        foreach (var part in parts)
        {
            pieces.AddRange(part.pieces.Select(p => p with { Start = p.Start + text.Length }));
            text.Append(part.Text);
        }

        return new FoldedText(text.ToString(), pieces);
    }

    /// <summary>A text that is looked at where it is written, and not here.</summary>
    public static FoldedText Unplaced(string text) => new(text, []);

    public FoldedText Slice(int start, int length) => new(
        Text.Substring(start, length),
        [.. pieces.Where(p => p.Start < start + length && p.Start + p.Length > start).Select(p => p.Slice(start, length))]);

    /// <summary>Where a part of the text is written.</summary>
    public (SyntaxNode Node, TextSpan Span)? Locate(int start, int length)
    {
        foreach (var piece in pieces)
        {
            if (start < piece.Start || start >= piece.Start + piece.Length)
                continue;
            if (piece.Positions is not { } positions)
                return (piece.Node, piece.Node.Span);
            var from = start - piece.Start;
            var to = Math.Min(from + length, piece.Length);
            return (piece.Node, TextSpan.FromBounds(positions[from], Math.Max(positions[from], positions[to])));
        }

        return null;
    }

    private sealed record Piece(int Start, int Length, SyntaxNode Node, int[]? Positions)
    {
        public Piece Slice(int start, int length)
        {
            var from = Math.Max(start - Start, 0);
            var to = Math.Min(start + length - Start, Length);
            return new Piece(Math.Max(Start - start, 0), to - from, Node, Positions?[from..(to + 1)]);
        }
    }
}

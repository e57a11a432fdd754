using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.Text;

namespace EfPhased.References.Text;

internal static class XmlPositions
{
    /// <summary>Where a part of an element's text is written; entities and CDATA marks take more room there than in the value.</summary>
    public static TextSpan Locate(SourceText source, XElement element, int start, int length)
    {
        IXmlLineInfo line = element;
        var at = source.Lines[line.LineNumber - 1].Start;
        var raw = source.ToString();
        at = raw.IndexOf('>', at + line.LinePosition - 1) + 1;
        for (var i = 0; i < start && at < raw.Length; i++)
            at = Next(raw, at);
        at = SkipMarks(raw, at);
        var end = at;
        for (var i = 0; i < length && end < raw.Length; i++)
            end = Next(raw, end);
        return TextSpan.FromBounds(at, Math.Min(end, raw.Length));
    }

    private static int Next(string raw, int at)
    {
        at = SkipMarks(raw, at);
        if (raw[at] == '\r' && at + 1 < raw.Length && raw[at + 1] == '\n')
            return at + 2;
        return raw[at] == '&' && raw.IndexOf(';', at) is var end and > 0 ? end + 1 : at + 1;
    }

    private static int SkipMarks(string raw, int at)
    {
        if (string.CompareOrdinal(raw, at, "<![CDATA[", 0, 9) == 0)
            return at + 9;
        return string.CompareOrdinal(raw, at, "]]>", 0, 3) == 0 ? at + 3 : at;
    }
}

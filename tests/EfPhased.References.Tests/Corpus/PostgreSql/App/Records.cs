using System.Linq;
using Microsoft.EntityFrameworkCore;

namespace Shop.App;

public class Records
{
    public Person Positional() => new Person(1, "n", "Rome"); //! Property certain people.nick

    public Person Named() => new Person(Id: 1, Nick: "n", Town: "Rome"); //! Property certain people.nick

    public Person With(Person p) => p with { Nick = null }; //! Property certain people.nick

    public Person WithOther(Person p) => p with { Town = "Oslo" };

    public string? Deconstructed(Person p)
    {
        var (id, nick, town) = p; //! Property certain people.nick
        return nick + id + town;
    }

    public bool Match(Person p) => p is (_, "n", _); //! Property certain people.nick

    public bool MatchNamed(Person p) => p is { Nick.Length: 3 }; //! Property certain people.nick
}

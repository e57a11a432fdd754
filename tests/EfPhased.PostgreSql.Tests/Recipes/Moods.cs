namespace EfPhased.PostgreSql.Tests.Recipes;

// Public, because snapshots and migrations name the application's enums.
public enum Mood
{
    Happy,
    SoSo,
    Angry,
}

/// <summary>Nobody is angry any more.</summary>
public enum CalmMood
{
    Happy,
    SoSo,
}

/// <summary>What was so-so is blue.</summary>
public enum BlueMood
{
    Happy,
    Blue,
    Angry,
}

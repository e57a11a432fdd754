namespace EfPhased;

/// <summary>
/// The part of a change that a migration belongs to. The order of the members is the order of execution.
/// </summary>
public enum Phase
{
    /// <summary>Adds the new shape. The running version and the new version both work afterwards.</summary>
    Expand,

    /// <summary>Makes the new shape authoritative and enforced. The previous version may still come back.</summary>
    Switch,

    /// <summary>Removes the old shape. Refused by the gate while something still refers to it.</summary>
    Contract,
}

global using EfPhased.Testing.Servers;
global using Xunit;

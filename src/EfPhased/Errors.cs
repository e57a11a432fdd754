namespace EfPhased;

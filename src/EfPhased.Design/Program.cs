using EfPhased.Design.Hosting;

return HostProcess.Run(args);

return await Filler.Cli.Commands.FillerCommand.InvokeAsync(args, Filler.Cli.Terminal.Real());

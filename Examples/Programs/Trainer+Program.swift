import Verbatim

extension Trainer {
    /// Fits as a program's settings say, and gives the program's result.
    func fit(
        _ inputs: Tensor, _ labels: Tensor, epochs: Int, batchSize: Int, validationSplit: Double = 0,
        validationData: (Tensor, Tensor)? = nil, settings: ProgramSettings,
        _ report: @escaping (ProgramEvent) -> Void
    ) throws -> ProgramResult {
        try fit(
            [inputs], [labels], epochs: epochs, batchSize: batchSize, validationSplit: validationSplit,
            validationData: validationData.map { ([$0.0], [$0.1]) }, settings: settings, report)
    }

    /// Fits a model of several inputs or outputs as a program's settings say, and gives the program's result.
    func fit(
        _ inputs: [Tensor], _ targets: [Tensor], epochs: Int, batchSize: Int, validationSplit: Double = 0,
        validationData: ([Tensor], [Tensor])? = nil, settings: ProgramSettings,
        _ report: @escaping (ProgramEvent) -> Void
    ) throws -> ProgramResult {
        let losses = StepLosses(limit: settings.steps)
        let history = try fit(
            inputs: inputs, targets: targets, epochs: epochs, batchSize: batchSize, validationSplit: validationSplit,
            validationData: validationData.map { (inputs: $0.0, targets: $0.1) }, callbacks: [losses],
            run: settings.run, resume: settings.resume,
            progress: { report(.training($0)) })
        return ProgramResult(
            seed: seed, losses: losses.losses,
            results: (history.epochs.last ?? []).map { (name: $0.name, value: Double($0.value)) },
            digest: history.digest)
    }
}

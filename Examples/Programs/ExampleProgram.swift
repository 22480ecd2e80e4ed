import Foundation
import Verbatim

/// A program that `verbatim train` runs.
public protocol ExampleProgram: Sendable {
    /// The name after `--example`, or of the data set after `--dataset`.
    var name: String { get }
    /// One line that says what it trains.
    var summary: String { get }

    /// What can be changed in it, one thing at a time.
    var changes: [ProgramChange] { get }

    /// The program as a configuration; nil for one that has none.
    var configured: ConfiguredProgram? { get }

    /// The trainer, and a batch of the form that it trains on.
    func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch)

    /// Trains as the settings say, telling how it goes.
    func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult
}

/// What a user chose for a program; nil where the program's own value stands.
public struct ProgramSettings: Sendable {
    /// Where initial weights and dropout masks come from.
    public enum Draws: String, Sendable, CaseIterable {
        /// Verbatim's own keyed draws.
        case verbatim
        /// The draws of TensorFlow 1 under Keras 2, from the same seed.
        case tensorFlow1 = "tensorflow-1"
    }

    /// The seed of all draws.
    public var seed: Int?
    /// Passes over the data.
    public var epochs: Int?
    /// Samples in a step.
    public var batchSize: Int?
    /// The number of steps after which training ends; nil for all.
    public var steps: Int?
    /// The folder of the data set's files.
    public var dataFolder: String?
    /// Where initial weights and dropout masks come from.
    public var draws: Draws = .verbatim
    /// Where the run is recorded; nil records nothing.
    public var run: RunDirectory?
    /// What happens where `run` holds a run already.
    public var resume: Resume = .never
    /// What is other than in the program as it stands.
    public var changes: [ProgramChange] = []
    /// In how many parts at most a step goes through its samples; never what it computes.
    public var microBatches: Int = 1
    /// Which values a step computes again rather than keeps; never what it computes.
    public var remat: Remat?
    /// What runs the steps.
    public var executor: any Executor

    /// Makes settings that change nothing but the executor.
    public init(executor: any Executor) { self.executor = executor }

    /// Throws if a program that has no use for them was given draws or a folder.
    func expect(of program: String, draws takesDraws: Bool, dataFolder takesFolder: Bool) throws {
        guard takesDraws || draws == .verbatim else {
            throw VerbatimError(
                .configuration, "\(program) has draws of one source only", received: draws.rawValue,
                expected: Draws.verbatim.rawValue)
        }
        guard takesFolder || dataFolder == nil else {
            throw VerbatimError(
                .configuration, "\(program) reads no files", received: "the folder \(dataFolder ?? "")",
                expected: "no folder", remedy: "leave it out, or name a data set that is read from files")
        }
    }
}

/// How a program's training goes.
public enum ProgramEvent: Sendable {
    /// A line that the program prints as part of its result.
    case line(String)
    /// Something that training reports: epochs and batches.
    case training(ProgressEvent)
}

/// What a program came to.
public struct ProgramResult: Sendable {
    /// The seed that was used.
    public var seed: Int
    /// Every step's loss, in order.
    public var losses: [Float]
    /// The last values by name, in the order printed.
    public var results: [(name: String, value: Double)]
    /// The digest of the training state.
    public var digest: String

    /// Makes a result of its parts.
    public init(seed: Int, losses: [Float], results: [(name: String, value: Double)], digest: String) {
        self.seed = seed
        self.losses = losses
        self.results = results
        self.digest = digest
    }
}

/// All programs, by the name that users type.
public enum ExamplePrograms {
    /// The program that runs when none is named.
    public static let standard: any ExampleProgram = DigitsProgram()
    /// Programs of `--example`.
    public static let examples: [any ExampleProgram] = [
        DigitsProgram(), Keras12724Program(), ResNet20Program(), RacyProgram(), CharacterProgram(.lstm),
        CharacterProgram(.transformer), RegressionProgram(), AutoencoderProgram(), SiameseProgram(),
        TwoInputsProgram(), RandomLayersProgram(),
    ]
    /// Programs of `--dataset`.
    public static let dataSets: [any ExampleProgram] = [DigitsProgram(), CIFAR10Program()]

    /// What the programs train and validate on; CIFAR-10 if a folder holds its files.
    public static func knownTensors(folder: String?) throws -> [Tensor] {
        let digits = [true, false].map { isTraining in Digits.load { ($0 % 10 != 9) == isTraining } }
        let ones = Keras12724Program.data()
        var tensors = digits.flatMap { [$0.images, $0.labels] } + [ones.images, ones.labels]
        if let folder, FileManager.default.fileExists(atPath: "\(folder)/data_batch_1.bin") {
            for part in [try CIFAR10.training(folder: folder), try CIFAR10.test(folder: folder)] {
                tensors += [part.images, part.labels]
            }
        }
        return tensors
    }
}

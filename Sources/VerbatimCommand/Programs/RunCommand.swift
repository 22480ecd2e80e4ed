import ArgumentParser
import Foundation
import Verbatim

/// `verbatim run`: runs a StableHLO program of anyone's.
struct RunCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "run", abstract: "Run a StableHLO program on tensors from .npy files.",
        discussion: """
            The program is @main, or the only public function. Inputs are given in the order of its parameters. Each \
            output is printed with its type and its SHA-256, short ones with their elements too; `--save-output` writes \
            them as output0.npy, output1.npy and so on.
            """)

    /// Who runs the program; the bits are the same.
    enum Which: String, ExpressibleByArgument, CaseIterable {
        case reference, cpu
    }

    @Argument(help: ArgumentHelp("The program's text.", valueName: "program.mlir"))
    var path: String

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Inputs in order, each a .npy file.", valueName: "file.npy"))
    var input: [String] = []

    @Option(help: ArgumentHelp("A folder for the outputs, made if it is missing.", valueName: "dir"))
    var saveOutput: String?

    @Option(help: "Who runs it: cpu, or reference, which is slow and obvious.")
    var executor: Which = .cpu

    @OptionGroup var resources: ResourceOptions

    func run() throws {
        let program = try ProgramFile(path: path).program()
        let inputs = try input.map { try NumPyFile(bytes: FileSystem.read($0)).value }
        let chosen: any Executor = executor == .cpu ? try resources.executor() : ReferenceExecutor()
        let executable = try chosen.compile(program.graph)
        let outputs = try executable(inputs) { observation in
            print("\(observation.name): \(Self.text(observation.value))")
        }
        for (index, output) in outputs.prefix(program.outputCount).enumerated() {
            print("\(program.graph.outputNames[index]): \(Self.text(output))")
            guard let saveOutput else { continue }
            try FileManager.default.createDirectory(atPath: saveOutput, withIntermediateDirectories: true)
            try FileSystem.replace("\(saveOutput)/output\(index).npy", with: NumPyFile(output).serialized())
        }
    }

    private static func text(_ value: TensorValue) -> String {
        let digest = value.withUnsafeBytes { SHA256Digest.hex($0) }
        let elements = (0..<min(value.type.count, 8)).map { value.elementText(at: $0) }.joined(separator: ", ")
        return "\(value.type) sha256 \(digest)" + (value.type.count > 8 ? "" : " [\(elements)]")
    }
}

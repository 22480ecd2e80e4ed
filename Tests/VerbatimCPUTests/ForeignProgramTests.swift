import Foundation
import Testing
import Verbatim
import VerbatimTestSupport

/// Programs that JAX lowered (`Programs/make.py`), with the inputs and outputs that it computed.
@Suite struct ForeignProgramTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Programs")
    private static let names = [
        "cnn_step", "fft", "gather_scatter", "linear_algebra", "mlp_step", "random", "scan_rnn", "sort", "switch",
        "transformer_step", "while_newton",
    ]

    private func module(_ name: String) throws -> SyntaxModule {
        try SyntaxModule(
            text: String(contentsOf: Self.folder.appending(path: "\(name).mlir"), encoding: .utf8))
    }

    /// What is printed reads back as the same program.
    @Test(arguments: names) func printsAndReadsBack(name: String) throws {
        let module = try module(name)
        #expect(try SyntaxModule(text: module.text) == module)
    }

    /// One answer over executors, threads and instruction sets, and JAX's within its own rounding.
    @Test(arguments: names) func agreesWithJAX(name: String) throws {
        let archive = try NumPyArchive(
            bytes: [UInt8](Data(contentsOf: Self.folder.appending(path: "\(name).npz"))))
        let values = Dictionary(uniqueKeysWithValues: archive.entries.map { ($0.name, $0.value) })
        let program = try SyntaxProgram(module(name))
        let inputs = try program.graph.inputTypes.indices.map { try #require(values["in\($0)"]) }
        let executable = try ReferenceExecutor().compile(program.graph)
        let reference = try executable(inputs)
        for set in InstructionSet.available {
            for threads in [1, 3] {
                let executor = try CPUExecutor(threads: threads, instructionSet: set)
                let compiled = try executor.compile(program.graph)
                let outputs = try compiled(inputs)
                #expect(outputs == reference, "\(set) on \(threads) threads")
            }
        }
        for (index, output) in reference.enumerated() {
            let expected = try #require(values["out\(index)"])
            try #require(output.type == expected.type)
            #expect(agrees(numbers(output), numbers(expected), within: 2e-6), "output \(index)")
        }
    }

    /// The numbers of a tensor; complex ones as two each.
    private func numbers(_ value: TensorValue) -> [Double] {
        switch value.type.element {
        case .f32: value.array(of: Float.self).map { Double($0) }
        case .c64: value.withUnsafeBytes { $0.bindMemory(to: Float.self).map { Double($0) } }
        case .i32: value.array(of: Int32.self).map { Double($0) }
        case .u32: value.array(of: UInt32.self).map { Double($0) }
        default: []
        }
    }
}

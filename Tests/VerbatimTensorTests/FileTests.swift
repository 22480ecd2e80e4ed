import Foundation
import Testing
import VerbatimGraph
import VerbatimTensor

@Suite struct FileTests {
    /// A folder for one test, removed after it.
    func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test func arraysComeBackBitForBit() throws {
        var generator = TensorGenerator(seed: 6)
        try inFolder { folder in
            for number in 0..<20 {
                let tensor = generator.floats(generator.shape())
                try tensor.write(to: "\(folder)/\(number).npy")
                #expect(try Tensor(contentsOf: "\(folder)/\(number).npy").bitsEqual(tensor))
            }
            // Nothing but the files themselves is left behind.
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 20)
            try Tensor([true, false]).write(to: "\(folder)/0.npy")
            #expect(try Tensor(contentsOf: "\(folder)/0.npy").array(of: Bool.self) == [true, false])
        }
    }

    @Test func namedTensorsComeBack() throws {
        try inFolder { folder in
            let file = SafetensorsFile([
                .init("weights", try Tensor.arange(6, .f32).reshaped([2, 3]).value()),
                .init("count", TensorValue(Int64(7))),
            ])
            try file.write(to: "\(folder)/state.safetensors")
            let read = try SafetensorsFile(contentsOf: "\(folder)/state.safetensors")
            #expect(try read.tensor("weights").bitsEqual(Tensor.arange(6, .f32).reshaped([2, 3])))
            #expect(try read.tensor("count").scalar(as: Int64.self) == 7)
            #expect { try read.tensor("bias") } throws: {
                ($0 as? VerbatimError)?.code == .file && "\($0)".contains("weights, count")
            }
        }
    }

    @Test func badFilesAreNamed() throws {
        try inFolder { folder in
            func refuses(_ path: String, _ word: String) {
                #expect { try Tensor(contentsOf: path) } throws: {
                    ($0 as? VerbatimError)?.code == .file && "\($0)".contains(path) && "\($0)".contains(word)
                }
            }
            refuses("\(folder)/missing.npy", "No such file")
            refuses(folder, "directory")
            let path = "\(folder)/cut.npy"
            try Tensor.zeros([100]).write(to: path)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            try whole.dropLast(1).write(to: URL(fileURLWithPath: path))
            refuses(path, "cut off")
            #expect { try Tensor.zeros([1]).write(to: "\(folder)/missing/x.npy") } throws: {
                ($0 as? VerbatimError)?.code == .file
            }
            let failed = Tensor.zeros([2]) + Tensor.zeros([3])
            #expect(throws: VerbatimError.self) { try failed.write(to: path) }
        }
    }
}

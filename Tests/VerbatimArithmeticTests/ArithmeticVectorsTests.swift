import Foundation
import Testing
import Verbatim

/// The published vectors are what this build computes, and another program computes them too.
@Suite struct ArithmeticVectorsTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    /// The published file of a name, of the arithmetic's version.
    private static func file(_ name: String) -> URL {
        folder.appending(path: "Vectors/\(name)-\(ArithmeticVersion.current).json")
    }

    /// Records an issue, and leaves what was computed in the temporary folder, unless the published file says the same.
    private func expectPublished(_ name: String, _ computed: String) throws {
        let file = Self.file(name)
        let published = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        if computed == published { return }
        let fresh = FileManager.default.temporaryDirectory.appending(path: file.lastPathComponent)
        try computed.write(to: fresh, atomically: true, encoding: .utf8)
        let line = zip(computed.split(separator: "\n"), published.split(separator: "\n")).enumerated()
            .first { $1.0 != $1.1 }?.offset
        Issue.record(
            "\(file.lastPathComponent) differs from line \((line ?? 0) + 1) on; what is computed is in \(fresh.path)")
    }

    @Test func publishedVectorsStand() throws { try expectPublished("arithmetic", ArithmeticVectors.text()) }

    @Test(arguments: InstructionSet.available, [1, 2, 3])
    func publishedTrainingsStand(set: InstructionSet, threads: Int) throws {
        let executor = try CPUExecutor(threads: threads, instructionSet: set)
        try expectPublished("training", TrainingVectors(executor: executor).text())
    }

    @Test func referenceTrainsTheSame() throws {
        try expectPublished("training", TrainingVectors(executor: ReferenceExecutor()).text())
    }

    private static let python: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: python != nil, "python3 is not on the PATH"), arguments: ["arithmetic", "training"])
    func pythonComputesThem(name: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = [Self.folder.appending(path: "Python/verbatim_\(name).py").path, Self.file(name).path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
    }
}

import Foundation
import Testing
import VerbatimArithmetic

/// The published vectors are what this build computes, and another program computes them too.
@Suite struct ArithmeticVectorsTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    private static let file = folder.appending(path: "Vectors/arithmetic-\(ArithmeticVersion.current).json")

    @Test func publishedVectorsStand() throws {
        let computed = ArithmeticVectors.text()
        let published = (try? String(contentsOf: Self.file, encoding: .utf8)) ?? ""
        if computed == published { return }
        let fresh = FileManager.default.temporaryDirectory.appending(path: Self.file.lastPathComponent)
        try computed.write(to: fresh, atomically: true, encoding: .utf8)
        let line = zip(computed.split(separator: "\n"), published.split(separator: "\n")).enumerated()
            .first { $1.0 != $1.1 }?.offset
        Issue.record(
            "\(Self.file.lastPathComponent) differs from line \((line ?? 0) + 1) on; what is computed is in \(fresh.path)"
        )
    }

    private static let python: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: python != nil, "python3 is not on the PATH")) func pythonComputesThem() throws {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = [Self.folder.appending(path: "Python/verbatim_arithmetic.py").path, Self.file.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
    }
}

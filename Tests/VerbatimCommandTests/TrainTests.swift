import Foundation
import Testing
import VerbatimTestSupport

/// `verbatim train` as a user types it.
@Suite struct TrainTests {
    let verbatim = BuiltProgram("verbatim")

    @Test func theLastLineIsTheDigest() throws {
        let text = try verbatim.run(["train", "--steps", "2", "--threads", "1"])
        let line = try #require(text.output.last)
        #expect(text.status == 0 && text.errors.isEmpty)
        #expect(line.wholeMatch(of: /digest: [0-9a-f]{64}/) != nil, "\(line)")
        let json = try verbatim.run(["train", "--steps", "2", "--threads", "3", "--json"])
        #expect(json.output.count == 1)
        #expect(json.output[0].contains("\"digest\":\"\(line.dropFirst("digest: ".count))\""))
        #expect(json.output[0].contains("\"threads\":3"))
    }

    @Test func theSeedProgramPrintsWhatTheOriginalDidNot() throws {
        let result = try verbatim.run(["train", "--example", "keras-12724", "--draws", "tensorflow-1"])
        #expect(result.output.prefix(2) == ["[2.303664, 0.0, 0.0]", "[2.2955852, 1.0, 1.0]"])
    }

    @Test func seedsMayBeNegative() throws {
        let digests = try ["-1", "1"].map { try verbatim.run(["train", "--steps", "1", "--seed", $0]).output.last }
        #expect(digests[0] != digests[1] && digests[0]?.hasPrefix("digest: ") == true)
    }

    /// Each with the parts of the one line that it ends in.
    @Test(arguments: [
        (["--threads", "0"], ["received 0;", "expected 1 to 1024"]),
        (["--threads", "-3"], ["received -3;", "expected 1 to 1024"]),
        (["--isa", "sse9"], ["received sse9;", "expected baseline"]),
        (["--example", "nope"], ["received nope;", "expected digits, keras-12724"]),
        (["--dataset", "nope"], ["received nope;", "expected digits, cifar10"]),
        (["--example", "digits", "--dataset", "cifar10"], ["expected one of them"]),
        (["--epochs", "0"], ["--epochs", "received 0;", "expected 1 or more"]),
        (["--epochs", "-1"], ["--epochs", "received -1;", "expected 1 or more"]),
        (["--batch-size", "0"], ["--batch-size", "received 0;", "expected 1 or more"]),
        (["--steps", "-5"], ["--steps", "received -5;", "expected 1 or more"]),
        (["--epochs", "many"], ["'many'", "--epochs"]), (["--nonsense"], ["--nonsense"]),
        (["--draws", "dice"], ["received dice;", "expected verbatim or tensorflow-1"]),
        (["--draws", "tensorflow-1"], ["digits", "received tensorflow-1;", "expected verbatim"]),
        (["--data", "/tmp"], ["digits", "received the folder /tmp;", "expected no folder"]),
        (["--dataset", "cifar10"], ["received no folder;", "expected --data DIR"]),
        (["--dataset", "cifar10", "--data", "/nowhere"], ["/nowhere", "data_batch_1.bin"]),
        (["--example", "keras-12724", "--batch-size", "7"], ["received 7;", "expected a divisor of 64"]),
        (
            ["--example", "keras-12724", "--draws", "tensorflow-1", "--seed", "-1"],
            ["received -1;", "expected 0 to 4294967295"]
        ),
    ])
    func badInputEndsInOneLine(_ arguments: [String], _ parts: [String]) throws {
        let result = try verbatim.run(["train"] + arguments)
        #expect(result.status == 2 && result.output.isEmpty && result.errors.count == 1, "\(result)")
        for part in parts { #expect(result.errors.first?.contains(part) == true, "\(result.errors)") }
    }

    @Test(arguments: [
        ("VERBATIM_THREADS", "none", "'none'"), ("VERBATIM_THREADS", "0", "received 0;"),
        ("VERBATIM_ISA", "sse9", "'sse9'"),
    ])
    func badVariablesEndInOneLine(_ name: String, _ value: String, _ part: String) throws {
        let result = try verbatim.run(["train"], environment: [name: value])
        #expect(result.status == 2 && result.output.isEmpty && result.errors.count == 1, "\(result)")
        #expect(result.errors.first?.contains(part) == true, "\(result.errors)")
    }

    @Test(arguments: [
        (100_000, "received 100000 bytes; expected a multiple of 3073"), (0, "received 0 bytes"),
        (30_730, "received class 255 in record 0; expected classes 0 to 9"),
    ])
    func damagedFilesAreNamed(_ size: Int, _ part: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "verbatim-cifar-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["data_batch_1.bin", "test_batch.bin"] {
            try Data(repeating: 255, count: size).write(to: folder.appending(path: name))
        }
        let result = try verbatim.run(["train", "--dataset", "cifar10", "--data", folder.path])
        #expect(result.status == 2 && result.errors.count == 1, "\(result)")
        #expect(result.errors.first?.contains(part) == true, "\(result.errors)")
    }
}

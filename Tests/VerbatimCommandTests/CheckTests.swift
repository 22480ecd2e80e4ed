import Foundation
import Testing
import VerbatimTestSupport

/// `verbatim check` as a user types it.
@Suite struct CheckTests {
    let verbatim = BuiltProgram("verbatim")

    private func check(_ arguments: String...) throws -> BuiltProgram.Result {
        try verbatim.run(["check"] + arguments)
    }

    @Test func oneOutcomeOverASweep() throws {
        let result = try check(
            "--runs", "2", "--threads", "1,3", "--isa", "baseline,neon,avx2", "--steps", "1", "--batch-size", "4")
        #expect(result.status == 0)
        #expect(result.output.last == "one outcome")
        let rows = result.output.filter { $0.hasPrefix("threads=") }
        #expect(rows.count == 6)
        #if arch(x86_64)
            #expect(rows.filter { $0.contains("skipped: this machine lacks neon") }.count == 2)
        #endif
        // Every run says what it really ran on.
        #expect(rows[0].contains("baseline, 1 workers") && rows[0].contains("A x2"))
        #expect(rows[3].contains("baseline, 3 workers"))
    }

    @Test func partsOfAStepAreSwept() throws {
        let result = try check("--runs", "1", "--micro-batches", "1,2,4", "--steps", "1")
        #expect(result.status == 0 && result.output.last == "one outcome")
        #expect(result.output.filter { $0.hasPrefix("micro-batches=") }.count == 3)
        #expect(try check("--micro-batches", "0", "--steps", "1").status == 2)
        #expect(try check("--micro-batches", "2", "--", "echo", "same").status == 2)
    }

    @Test func severalOutcomes() throws {
        let result = try check("--runs", "3", "--", "sh", "-c", "echo $$")
        #expect(result.status == 1)
        #expect(result.output.last == "3 outcomes")
        #expect(result.output.contains { $0.contains("A x1, B x1, C x1") })
    }

    @Test func matchesFilesAndVariables() throws {
        let match = try check("--runs", "2", "--match", "loss=([0-9.]+)", "--", "sh", "-c", "echo loss=1.5 $$; echo $$")
        #expect(match.status == 0 && match.output.contains("A  x2  1.5"))
        let variable = try check("--runs", "2", "--env", "SWEPT=a,b", "--", "sh", "-c", "echo $SWEPT")
        #expect(variable.status == 1 && variable.output.contains("B  x2  b"))
        let threads = try check("--runs", "1", "--threads", "1,2", "--", "sh", "-c", "echo $VERBATIM_THREADS")
        #expect(threads.status == 1 && threads.output.contains("A  x1  1"))
        let path = FileManager.default.temporaryDirectory.appending(path: "verbatim-check-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try check("--runs", "2", "--file", path, "--", "sh", "-c", "echo $$; printf same > '\(path)'")
        // SHA-256 of "same".
        #expect(
            file.status == 0
                && file.output.contains {
                    $0.hasSuffix("0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5")
                })
        #expect(try check("--runs", "2", "--file", path, "--", "true").status == 2)
    }

    @Test func jsonHoldsTheTable() throws {
        let result = try check("--runs", "2", "--json", "--", "echo", "same")
        #expect(result.status == 0 && result.output.count == 1)
        let object = try JSONSerialization.jsonObject(with: Data(result.output[0].utf8)) as? [String: Any]
        let distinct = object?["distinct"] as? [[String: Any]]
        #expect(
            distinct?.count == 1 && distinct?[0]["value"] as? String == "same" && distinct?[0]["count"] as? Int == 2)
        #expect((object?["rows"] as? [Any])?.count == 1)
    }

    @Test(arguments: [
        (["--runs", "0", "--", "true"], "received 0;"), (["--runs", "-1", "--", "true"], "received -1;"),
        (["--threads", "0,1", "--", "true"], "received 0;"), (["--threads", "1,x", "--", "true"], "received x;"),
        (["--isa", "sse9", "--", "true"], "received sse9;"), (["--env", "X", "--", "true"], "received X;"),
        (["--match", "(", "--", "echo", "a"], "received (;"), (["--match", "z", "--", "echo", "a"], "a match of z"),
        (["--match", "a"], "received no command;"), (["--match", "a", "--file", "b", "--", "true"], "one of them"),
        (["--example", "nope"], "received nope;"), (["--epochs", "0"], "received 0;"),
        (["--example", "digits", "--", "true"], "one of them"), (["--", "false"], "exited(1)"),
        (["--", "/no/such/program"], "/no/such/program"), (["--", "true"], "printed nothing"),
        (["--steps", "1", "--batch-size", "4", "--isa", "neon,avx512", "--", "true"], "one of them"),
    ])
    func badInputEndsInOneLine(_ arguments: [String], _ part: String) throws {
        let result = try verbatim.run(["check"] + arguments)
        #expect(result.status == 2 && result.errors.count == 1, "\(result)")
        #expect(result.errors.first?.contains(part) == true, "\(result.errors)")
    }
}

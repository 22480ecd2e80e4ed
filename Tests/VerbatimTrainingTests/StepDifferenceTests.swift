import Foundation
import Testing
import Verbatim

/// Two runs that part are compared down to the operation and the element.
@Suite struct StepDifferenceTests {
    private let fixture = RunFixture()
    private let dense = InjectingExecutor.Target(
        name: "stablehlo.dot_general", layer: "dense.1", type: TensorType([36, 3], .f32))

    private func difference(_ first: String, _ second: String) throws -> StepDifference? {
        let runs = try [first, second].map { try fixture.recorded($0) }
        let comparison = RunComparison(runs[0].ledger, runs[1].ledger)
        guard comparison.divergence?.first?.kind == "step" else { return nil }
        let sides = try zip([first, second], runs).map { StepDifference.Side($0, $1, try RunSamples($1)) }
        return try StepDifference(
            sides[0], sides[1], record: comparison.equalRecords + 1, executor: CPUExecutor(threads: 2))
    }

    private func fit(
        _ name: String, _ executor: (any Executor)? = nil, ledger: LedgerLevel = .steps, every: Int? = 5,
        optimizer: any Optimizer = KeepsGradient()
    ) throws {
        try fixture.fit(
            name, trainer: RunFixture.trainer(optimizer: optimizer, executor: executor), every: every, keep: 100,
            ledger: ledger, keepsData: true)
    }

    /// Keeps each gradient in the state, so that no ulp of it is rounded away.
    private struct KeepsGradient: Optimizer {
        var slotNames: [String] { ["last"] }
        func callAsFunction(
            gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor
        ) -> (parameter: Tensor, slots: [Tensor]) {
            (parameter - gradient * 0.05, [gradient])
        }
    }

    @Test func equalRunsHaveNoDifference() throws {
        try fit("a")
        try fit("b", CPUExecutor(threads: 1, instructionSet: .baseline))
        #expect(try difference("a", "b") == nil)
    }

    @Test(arguments: [(0, 1), (17, 6), (107, 12)])
    func oneUlpInOneElementOfAGradientIsNamed(element: Int, step: Int) throws {
        try fit("a")
        try fit("b", InjectingExecutor(dense, element: element, step: step, isShown: true))
        let found = try #require(try difference("a", "b"))
        #expect(found.step == step)
        #expect(found.first?.name == "stablehlo.dot_general" && found.first?.layer == "dense.1", "\(found)")
        #expect(found.second?.name == "stablehlo.bitcast_convert" && found.second?.layer == "the fault", "\(found)")
        let difference = try #require(found.element)
        #expect(difference.index == [element / 3, element % 3] && difference.ulps == 1 && difference.count == 1)
        #expect(difference.first.contains("0x") && difference.first != difference.second)
        #expect(found.findings.contains("the stored steps are different programs"))
    }

    @Test func aRunThatItsOwnProgramDoesNotGiveIsToldFromAnother() throws {
        try fit("a")
        try fit("b", InjectingExecutor(dense, element: 17, step: 6, isShown: false))
        let found = try #require(try difference("a", "b"))
        #expect(found.step == 6 && found.element == nil)
        #expect(found.findings[0].hasPrefix("b does not hold what its own program gives: step 6"))
        #expect(found.findings.last?.contains("--ledger full") == true)
        let run = try fixture.recorded("b")
        let certificate = try RunVerifier.verify(run, RunSamples(run), executor: CPUExecutor(threads: 1))
        #expect(!certificate.isAccepted)
    }

    @Test func aCheckpointOfTheStepNamesTheTensor() throws {
        try fit("a", every: 1)
        try fit("b", InjectingExecutor(dense, element: 17, step: 6, isShown: false), every: 1)
        let found = try #require(try difference("a", "b"))
        #expect(found.findings.last?.contains("dense.1/kernel") == true, "\(found)")
        #expect(found.element?.index == [5, 2])
    }

    @Test func aFullLedgerNamesTheOperationAndTheElement() throws {
        try fit("a", ledger: .full)
        try fit("plain")
        try fit("b", InjectingExecutor(dense, element: 17, step: 6, isShown: false), ledger: .full)
        for first in ["a", "plain"] {
            let found = try #require(try difference(first, "b"))
            #expect(found.step == 6)
            #expect(found.first?.name == "stablehlo.dot_general" && found.first?.layer == "dense.1", "\(found)")
            #expect(found.element?.index == [5, 2] && found.element?.ulps == 1, "\(found)")
        }
    }

    @Test func theFullLevelChangesNothingAndIsItself() throws {
        try fit("a", ledger: .full)
        try fit("b", CPUExecutor(threads: 1, instructionSet: .baseline), ledger: .full)
        try fit("plain")
        let (full, plain) = (try fixture.recorded("a").ledger.records, try fixture.recorded("plain").ledger.records)
        #expect(try fixture.ledger("a") == fixture.ledger("b"))
        #expect(full.dropFirst().map(\.plain) == Array(plain.dropFirst()))
        let operations = try Graph(
            text: String(
                contentsOf: fixture.folder.appending(path: "a/steps/training-16.mlir"), encoding: .utf8)
        ).body.nodes.count
        #expect(full[1].operations?.count == operations && operations > 50)
        #expect(plain[1].operations == nil)
        let comparison = try RunComparison(fixture.recorded("a").ledger, fixture.recorded("plain").ledger)
        #expect(comparison.divergence == nil && comparison.configuration.isEmpty)
        #expect { try fit("a", ledger: .steps) } throws: { "\($0)".contains("level") }
    }

    @Test func anotherOptimizerOptionIsNamedByItsOperation() throws {
        try fit("a", optimizer: .adam(learningRate: 0.01))
        try fit("b", optimizer: .adam(learningRate: 0.02))
        let found = try #require(try difference("a", "b"))
        #expect(found.step == 1 && found.first?.name == "stablehlo.constant", "\(found)")
        #expect(found.element?.first == "0x1.47ae14p-7" && found.element?.second == "0x1.47ae14p-6", "\(found)")
    }
}

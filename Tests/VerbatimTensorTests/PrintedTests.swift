import Testing
import VerbatimGraph
import VerbatimTensor

@Suite struct PrintedTests {
    @Test func valuesAreShownAtOnce() throws {
        let seen = Counter()
        let x = Tensor([1, 2] as [Float]).printed("x", observer: { seen.increment("\($0.name) \(Tensor($0.value))") })
        #expect(seen.lines == ["x f32[2] [1.0, 2.0]"])
        #expect(try x.array(of: Float.self) == [1, 2])
    }

    @Test func printsComeInProgramOrderAndChangeNothing() throws {
        let seen = Counter()
        let observer: Observer = { seen.increment("\($0.name) \($0.location.line > 0)") }
        let quiet = compiled { (x: Tensor) throws -> Tensor in
            try gradient(at: x) { exp($0 * 2).sum() }
        }
        let loud = compiled(observer: observer) { (x: Tensor) throws -> Tensor in
            try gradient(at: x) { x in
                let doubled = (x * 2).printed("doubled")
                return exp(doubled.printed("again")).printed("exponential").sum()
            }.printed("gradient")
        }
        let x = Tensor([1, 2, -3] as [Float])
        #expect(try loud(x).bitsEqual(quiet(x)))
        #expect(seen.lines == ["doubled true", "again true", "exponential true", "gradient true"])
        _ = try loud(x)
        #expect(seen.count == 8)
    }

    @Test func descriptionsAreShort() {
        #expect("\(Tensor([1.5, -2] as [Float]))" == "f32[2] [1.5, -2.0]")
        #expect("\(Tensor.arange(6).reshaped([2, 3]))" == "i32[2, 3] [[0, 1, 2], [3, 4, 5]]")
        #expect("\(Tensor.arange(100))" == "i32[100] [0, 1, 2, ..., 97, 98, 99]")
        #expect("\(Tensor(true))" == "i1[] true")
    }
}

import Testing
import VerbatimGraph
import VerbatimTensor

@Suite struct CompiledTests {
    @Test func oneArgument() throws {
        let f = compiled { (x: Tensor) -> Tensor in x * 2 + 1 }
        #expect(try f(Tensor([1, 2, 3] as [Float])).array(of: Float.self) == [3, 5, 7])
        #expect(try f(Tensor([1, 2] as [Int32])).array(of: Int32.self) == [3, 5])
    }

    @Test func severalArgumentsAndResults() throws {
        let f = compiled { (a: Tensor, b: [Tensor]) -> (Tensor, [String: Tensor]) in
            (a + b[0], ["product": a * b[1]])
        }
        let x = Tensor([1, 2] as [Float])
        let (sum, rest) = try f(x, [x, x])
        #expect(try sum.array(of: Float.self) == [2, 4])
        #expect(try rest["product"]!.array(of: Float.self) == [1, 4])
    }

    @Test func shapeErrorsCarryTheirPlace() throws {
        let f = compiled { (a: Tensor, b: Tensor) -> Tensor in matmul(a, b) }
        #expect {
            _ = try f(.zeros([2, 3]), .zeros([4, 5]))
        } throws: { error in
            guard let error = error as? VerbatimError, let location = error.location else { return false }
            return error.code == .shape && location.file.hasSuffix("CompiledTests.swift") && location.line == #line - 6
        }
    }
}

import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct TextHostileTests {
    /// Pieces that mutations put into texts.
    private static let pieces: [String] = [
        "{", "}", "(", ")", "[", "]", "<", ">", ",", ":", "=", "->", "\"", "\\", "%0", "%arg0", "%0#1", "@main",
        "^bb0:",
        "#loc", "#stablehlo.gather<", "tensor<", "tensor<2xf32>", "tensor<0x0xi1>", "tensor<9223372036854775807xi8>",
        "x",
        "0x", "0xFFFFFFFFFFFFFFFFF", "-", "-9223372036854775808", "9223372036854775807", "99999999999999999999",
        "1.0e999",
        "dense<", "dense<0>", "array<i64: ", "loc(", "loc(unknown)", "stablehlo.add", "stablehlo.return", "return",
        "call @f",
        "{verbatim.sample_sum = {dimension = -1 : i64}}", "init", "applies", "cond {", "do {", "//", "\n", "\u{0}", "é",
    ]

    @Test(arguments: 0..<20 as Range<UInt64>) func mutatedTextsGiveAnErrorOrAGraph(_ part: UInt64) throws {
        var generator = SampleGenerator(part)
        var texts: [[UInt8]] = []
        for kind in OperationKind.allCases {
            let sample = try OperationSampler.sample(kind, part)
            var decoration = TextDecoration(part)
            let text = Array(decoration.decorated(sample.graph).text.utf8)
            if text.count < 4000 { texts.append(text) }
        }
        var accepted = 0
        for _ in 0..<1000 {
            var bytes = generator.pick(texts)
            for _ in 0..<generator.int(1...3) { mutate(&bytes, &generator, texts) }
            let text = String(decoding: bytes, as: UTF8.self)
            do {
                let graph = try Graph(text: text)
                accepted += 1
                #expect(try Graph(text: graph.text) == graph, "\(text)")
            } catch is VerbatimError {
            } catch {
                Issue.record("\(error) for \(text)")
            }
        }
        #expect(accepted > 0 && accepted < 900)
    }

    private func mutate(_ bytes: inout [UInt8], _ generator: inout SampleGenerator, _ texts: [[UInt8]]) {
        guard bytes.count > 4 else { return }
        let start = generator.int(0...bytes.count - 2)
        let end = min(bytes.count, start + generator.int(1...(generator.once(in: 4) ? 200 : 8)))
        switch generator.int(0...7) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: bytes[start..<end], at: generator.int(0...bytes.count))
        case 2: bytes[start] = UInt8(generator.int(0...255))
        case 3: bytes.replaceSubrange(start..<end, with: generator.pick(Self.pieces).utf8)
        case 4: bytes.insert(contentsOf: generator.pick(Self.pieces).utf8, at: start)
        case 5: bytes.removeSubrange(start...)
        case 6:
            // A number becomes another one.
            guard let digit = bytes[start...].firstIndex(where: { (48...57).contains($0) }) else { return }
            let last = bytes[digit...].firstIndex { !(48...57).contains($0) } ?? bytes.count
            let number = generator.pick(["0", "1", "2", "7", "64", "4096", "1048576", "9223372036854775807"])
            bytes.replaceSubrange(digit..<last, with: number.utf8)
        default:
            let other = generator.pick(texts)
            let from = generator.int(0...other.count - 1)
            bytes.insert(contentsOf: other[from..<min(other.count, from + generator.int(1...120))], at: start)
        }
    }

    private func expectRefusal(_ text: String, says: String, _ comment: Comment? = nil) {
        do {
            _ = try Graph(text: text)
            Issue.record("a text was accepted that should not be: \(text.prefix(200))")
        } catch {
            #expect("\(error)".contains(says), "\(error)")
        }
    }

    private func function(_ body: String) -> String {
        "func.func @main(%x: tensor<f32>) -> tensor<f32> { \(body) return %x : tensor<f32> }"
    }

    @Test func deepNestingIsRefused() {
        let deep = 100_000
        expectRefusal(
            function("%0 = stablehlo.negate %x {a.b = \(String(repeating: "[", count: deep))} : tensor<f32>"),
            says: "nested too deeply")
        expectRefusal(
            function(
                "%0 = stablehlo.negate %x : tensor<f32> loc(\(String(repeating: "callsite(", count: deep))"
                    + String(repeating: ")", count: deep + 1)),
            says: "nested too deeply")
        expectRefusal(
            function(String(repeating: "\"stablehlo.if\"(%x) ({", count: deep) + String(repeating: "}", count: deep)),
            says: "nested too deeply")
        expectRefusal(
            function("%0 = stablehlo.constant dense<\(String(repeating: "[", count: deep))> : tensor<2xf32>"),
            says: "does not suit its type")
        expectRefusal(
            function("%0 = stablehlo.negate %x : tensor<\(String(repeating: "1x", count: deep))f32>"), says: "size")
        var chain = function("%0 = call @f0(%x) : (tensor<f32>) -> tensor<f32>")
        for level in 0..<200 {
            chain += "\nfunc.func private @f\(level)(%x: tensor<f32>) -> tensor<f32> {"
            chain += " %0 = call @f\(level + 1)(%x) : (tensor<f32>) -> tensor<f32> return %0 : tensor<f32> }"
        }
        expectRefusal(chain, says: "nested too deeply")
    }

    @Test func smallTextsOfEndlessProgramsAreRefused() {
        for use in ["call @f%(%0)", "stablehlo.composite \"a\" %0 {decomposition = @f%}"] {
            var text = "func.func @main(%x: tensor<f32>) -> tensor<f32> {"
            text += " %0 = stablehlo.negate %x : tensor<f32>"
            text += " %1 = \(use.replacing("f%", with: "f40")) : (tensor<f32>) -> tensor<f32> return %1 : tensor<f32> }"
            for level in 1...40 {
                let inner = use.replacing("f%", with: "f\(level - 1)")
                text += "\nfunc.func private @f\(level)(%0: tensor<f32>) -> tensor<f32> {"
                text += " %1 = \(inner) : (tensor<f32>) -> tensor<f32> %2 = \(inner) : (tensor<f32>) -> tensor<f32>"
                text += " %3 = stablehlo.add %1, %2 : tensor<f32> return %3 : tensor<f32> }"
            }
            text += "\nfunc.func private @f0(%0: tensor<f32>) -> tensor<f32> { return %0 : tensor<f32> }"
            expectRefusal(text, says: "too large")
        }
    }

    @Test func aliasesInCirclesAreRefused() {
        let circle = function("%0 = stablehlo.negate %x : tensor<f32> loc(#a)")
        expectRefusal("#a = loc(#b)\n#b = loc(#a)\n" + circle, says: "alias")
        var doubling = "#a0 = loc(unknown)\n"
        for level in 1...28 { doubling += "#a\(level) = loc(fused[#a\(level - 1), #a\(level - 1)])\n" }
        #expect(throws: Never.self) {
            try Graph(text: doubling + circle.replacing("#a", with: "#a28"))
        }
    }

    @Test func manySplatsOfALittleTextStayLittle() throws {
        var body = ""
        for index in 0..<2000 { body += "%c\(index) = stablehlo.constant dense<0.0> : tensor<1048576x1048576xf32>\n" }
        #expect(try Graph(text: function(body)).body.nodes.isEmpty)
    }
}

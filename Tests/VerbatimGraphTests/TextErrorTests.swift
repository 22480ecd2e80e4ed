import Testing
import Verbatim

@Suite struct TextErrorTests {
    struct Case: Sendable, CustomStringConvertible {
        var body: String
        var place: String
        var says: String
        var code: VerbatimError.Code = .malformed
        var description: String { body }
    }

    /// Operations in place of the third line of a function of `%x: tensor<2x3xf32>` and `%s: tensor<f32>`.
    static let bodies: [Case] = [
        Case(
            body: "%0 = stablehlo.add %x, %y : tensor<2x3xf32>", place: "3:8", says: "not defined here; received %y"),
        Case(
            body: "%0 = stablehlo.add %x, %x : tensor<3x2xf32>", place: "3:8",
            says: "received tensor<3x2xf32>; expected tensor<2x3xf32>"),
        Case(body: "%0 = stablehlo.add %x %x : tensor<2x3xf32>", place: "3:25", says: "received `%x`; expected `:`"),
        Case(
            body: "%0 = stablehlo.add %x : tensor<2x3xf32>", place: "3:8",
            says: "wrong number of operands; received 1; expected 2"),
        Case(
            body: "%0 = stablehlo.frobnicate %x : tensor<2x3xf32>", place: "3:8",
            says: "not one of the graph's: stablehlo.frobnicate", code: .unsupported),
        Case(
            body: "%0 = \"mhlo.add\"(%x, %x) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>", place: "3:8",
            says: "received mhlo.add", code: .unsupported),
        Case(
            body: "%0 = stablehlo.negate %x : tensor<2x3xf8E6M1>", place: "3:8", says: "received f8E6M1",
            code: .unsupported),
        Case(
            body: "%0 = stablehlo.negate %x {verbatim.fast} : tensor<2x3xf32>", place: "3:8",
            says: "received `verbatim.fast`", code: .unsupported),
        Case(body: "%0 = stablehlo.negate %x {a.b = 1, a.b = 2} : tensor<2x3xf32>", place: "3:38", says: "given twice"),
        Case(
            body: "%0 = stablehlo.transpose %x, dims = [0, 0] : (tensor<2x3xf32>) -> tensor<2x2xf32>", place: "3:8",
            says: "permutes all dimensions; received [0, 0]", code: .configuration),
        Case(
            body: "%0 = stablehlo.transpose %x, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<2x2xf32>", place: "3:8",
            says: "received tensor<2x2xf32>; expected tensor<3x2xf32>"),
        Case(
            body: "%0 = stablehlo.transpose %x, dim = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>", place: "3:8",
            says: "lacks an attribute; received stablehlo.transpose; expected `permutation`"),
        Case(
            body: "%0 = stablehlo.transpose %x : (tensor<2x3xf32>) -> tensor<3x2xf32>", place: "3:8",
            says: "lacks an attribute; received stablehlo.transpose; expected `permutation`"),
        Case(
            body: "%0 = stablehlo.reshape %x : (tensor<2x3xf32>) -> tensor<5xf32>", place: "3:8",
            says: "keep the number of elements", code: .shape),
        Case(
            body: "%0 = stablehlo.constant dense<[1.0, 2.0]> : tensor<3xf32>", place: "3:8",
            says: "received 2 along dimension 0; expected tensor<3xf32>"),
        Case(
            body: "%0 = stablehlo.constant dense<1.0e99> : tensor<f32>", place: "3:8", says: "does not suit its type"),
        Case(
            body: "%0 = stablehlo.constant dense<65520.0> : tensor<f16>", place: "3:8", says: "does not suit its type"),
        Case(
            body: "%0 = stablehlo.constant dense<0x17FC0> : tensor<bf16>", place: "3:8",
            says: "received 0x17FC0; expected tensor<bf16>"),
        Case(body: "%0 = stablehlo.constant dense<300> : tensor<i8>", place: "3:8", says: "expected tensor<i8>"),
        Case(body: "%0 = stablehlo.constant dense<-129> : tensor<ui8>", place: "3:8", says: "expected tensor<ui8>"),
        Case(
            body: "%0 = stablehlo.constant dense<\"0x00\"> : tensor<2xf32>", place: "3:8",
            says: "does not suit its type; received 0 elements"),
        Case(body: "%0 = stablehlo.constant dense<> : tensor<2xf32>", place: "3:8", says: "received no elements"),
        Case(
            body: "%0 = stablehlo.constant dense<0.0> : tensor<99999999999999x9999999999999xf32>", place: "3:8",
            says: "impossible size", code: .shape),
        Case(
            body: "%0, %1 = stablehlo.negate %x : tensor<2x3xf32>", place: "3:3",
            says: "named wrongly; received `%0`; expected 1 results"),
        Case(body: "%0:3 = stablehlo.negate %x : tensor<2x3xf32>", place: "3:3", says: "named wrongly"),
        Case(body: "%x = stablehlo.negate %x : tensor<2x3xf32>", place: "3:8", says: "defined twice; received %x"),
        Case(
            body: "%0 = call @nowhere(%x) : (tensor<2x3xf32>) -> tensor<2x3xf32>", place: "3:8", says: "does not define"
        ),
        Case(
            body: "%0 = call @main(%x, %s) : (tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>", place: "3:8",
            says: "calls itself", code: .unsupported),
        Case(
            body: "%0 = stablehlo.compare NEAR, %x, %x : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xi1>",
            place: "3:8", says: "received `NEAR`; expected one of EQ, NE, GE, GT, LE, LT"),
        Case(
            body:
                "%0 = stablehlo.convolution(%x, %x) dim_numbers = [b, f]x[i, o]->[b, b], window = {} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>",
            place: "3:8", says: "not complete; received [b, f]x[i, o]->[b, b]"),
        Case(
            body:
                "%0 = stablehlo.reduce(%x init: %s) applies chlo.erf across dimensions = [1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>",
            place: "3:8", says: "wrong number of operands; received 2"),
        Case(
            body:
                "%0 = stablehlo.while(%a = %x) : tensor<2x3xf32> cond { stablehlo.return %a : tensor<2x3xf32> } do { stablehlo.return %a : tensor<2x3xf32> }",
            place: "3:8", says: "regions of stablehlo.while do not suit"),
        Case(
            body: "%0 = stablehlo.negate %x {a = \"open : tensor<2x3xf32>", place: "3:33",
            says: "does not end on its line"),
        Case(
            body: "%0 = stablehlo.negate %x : tensor<2x3xf32> loc(#loc9)", place: "3:8",
            says: "a location cannot be read; received #loc9"),
        Case(
            body: "%0 = stablehlo.constant {a.b = \"\\zz\"} dense<1.0> : tensor<f32>", place: "3:34",
            says: "unknown escape"),
        Case(
            body:
                "%0 = stablehlo.convolution(%x, %x) dim_numbers = [b, f]x[i, o]->[b, f], window = {} {padding = dense<0> : tensor<9223372036854775807x2xi64>, batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>",
            place: "3:8", says: "received `padding`; expected pairs of whole numbers"),
        Case(body: "module", place: "4:3", says: "received `return`; expected `{`"),
        Case(body: "}", place: "6:1", says: "received `}`; expected an operation"),
        Case(body: "return %x : tensor<2x3xf32> }", place: "6:1", says: "received `}`"),
        Case(
            body: "return %x : tensor<2x3xf32>", place: "3:3", says: "a block goes on after its return"),
        Case(
            body: "%0 = stablehlo.abs %x : tensor<2x3xf32>\n  return %0 : tensor<3xf32>\n}\nfunc.func private @f() {",
            place: "4:3", says: "received tensor<3xf32>; expected tensor<2x3xf32>"),
        Case(
            body: "%0 = stablehlo.if %x : tensor<f32>", place: "3:8",
            says: "states other types than its operands have"),
    ]

    @Test(arguments: bodies) func theErrorNamesItsPlace(_ test: Case) {
        let text = """
            module @errors {
            func.func @main(%x: tensor<2x3xf32>, %s: tensor<f32>) -> tensor<2x3xf32> {
              \(test.body)
              return %x : tensor<2x3xf32>
            }
            }
            """
        expectError(text, place: test.place, says: test.says, code: test.code)
    }

    /// A literal that lost its bracket runs on to the end of the program; the error is one line nevertheless.
    @Test func whatIsQuotedIsCut() throws {
        let rest = String(repeating: "  %1 = stablehlo.add %0, %0 : tensor<2xf32>\n", count: 200)
        let error = #expect(throws: VerbatimError.self) {
            try SyntaxModule(
                text:
                    "func.func @main() -> tensor<2xf32> {\n  %0 = stablehlo.constant dens<1.0 : tensor<2xf32>\n\(rest)}"
            )
        }
        let text = try #require(error).description
        #expect(!text.contains(where: \.isNewline) && text.utf8.count < 1_000, "\(text)")
    }

    @Test func errorsOutsideFunctions() {
        expectError("", place: "1:1", says: "received no function; expected a function @main")
        expectError("module {", place: "1:9", says: "a region does not end")
        expectError(
            "module {\n  sdy.mesh @mesh = <[]>\n}", place: "2:12", says: "expected `:`")
        expectError("func.func @main(%é: tensor<f32>) {", place: "1:17", says: "received `%`")
        expectError("func.func @main() { return", place: "1:27", says: "a region does not end")
        expectError("func.func @main() { %0 = stablehlo.after_all : !stablehlo.token }", place: "1:26", says: "return")
        expectError(
            "func.func @main(%x: tensor<?xf32>) { return }", place: "1:1", says: "not static", code: .unsupported)
        expectError("func.func @main()", place: "1:1", says: "has no body", code: .unsupported)
        expectError(
            "func.func @main() { return }\nfunc.func @main() { return }", place: "2:1",
            says: "defined twice; received @main")
        expectError("#a = loc(unknown)\n#a = loc(unknown)", place: "2:1", says: "alias is defined twice")
        expectError(
            "func.func @main(%x: tensor<f32>) -> tensor<f64> { return %x : tensor<f32> }", place: "1:1",
            says: "returns other types than it declares; received tensor<f32>; expected tensor<f64>")
        expectError(
            "func.func @main(%x: tensor<f32> {verbatim.sample_dimension = 0 : i64}) { return }", place: nil,
            says: "sample dimension")
        expectError(
            "func.func @main(%é漢: tensor<f32>) { return }\n", place: "1:17", says: "received `%`")
    }

    private func expectError(_ text: String, place: String?, says: String, code: VerbatimError.Code = .malformed) {
        do {
            let graph = try Graph(text: text)
            Issue.record("\(text) was read as \(graph)")
        } catch let error as VerbatimError {
            if let place { #expect(error.what.hasPrefix("graph text \(place): "), "\(error)") }
            #expect(error.description.contains(says), "\(error)")
            #expect(error.code == code, "\(error)")
            #expect(!error.description.contains("\n"))
        } catch {
            Issue.record("\(error)")
        }
    }
}

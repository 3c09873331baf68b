"""Plain data for the document tests: a period report, a receipt and a decision, fixed to the last character."""

from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

from ecosystem.reports.rendering import NO_DATA, NOT_APPLICABLE, NOT_DUE, Snapshot, figure, snapshot_sha256
from programmes.grants.documents import DecisionData, ReceiptData

MOMENT = datetime(2023, 6, 20, 2, 30, tzinfo=UTC)
DEPARTMENT = "Sở Khoa học và Công nghệ"
PILLARS = [
    "Phát triển hạ tầng, dịch vụ hỗ trợ hệ sinh thái khởi nghiệp đổi mới sáng tạo",
    "Nâng cao năng lực cho các thành phần hệ sinh thái; hình thành các hệ sinh thái của các lĩnh vực trọng điểm",
    "Hỗ trợ doanh nghiệp khởi nghiệp sáng tạo phát triển sản phẩm và thị trường",
    "Hỗ trợ doanh nghiệp nhỏ và vừa nâng cao năng suất chất lượng và đổi mới sáng tạo",
    "Thúc đẩy hoạt động đổi mới sáng tạo trong khu vực công",
    "Đẩy mạnh hoạt động hợp tác quốc tế",
    "Truyền thông khởi nghiệp đổi mới sáng tạo",
]
LETTERHEAD: Any = {
    "parent_body": "Ủy ban nhân dân\nThành phố Hồ Chí Minh",
    "issuing_body": DEPARTMENT,
    "number": "8",
    "symbol": "BC-SKHCN",
    "place": "Thành phố Hồ Chí Minh",
    "date": "2023-06-20",
}


def indicator(code: str, name: str, unit: str, pillar: str, **figures: Any) -> Any:
    row = {
        "code": code,
        "name": name,
        "unit": unit,
        "pillar": pillar,
        "target_year": NO_DATA,
        "target_period": NO_DATA,
        "actual_in_year": NO_DATA,
        "actual_cumulative": NO_DATA,
        "percent_year": NO_DATA,
        "percent_period": NO_DATA,
        "note": "",
        "source": "Báo cáo sơ kết của Ủy ban nhân dân Thành phố",
        "as_of": "2023-06-14",
        "geography": "Thành phố Hồ Chí Minh",
    }
    return row | figures


def budget(pillar: str, planned: Any, granted: Any, disbursed: Any, percent: Any) -> Any:
    return {"pillar": pillar, "planned": planned, "granted": granted, "disbursed": disbursed, "percent": percent}


def snapshot() -> Snapshot:
    scheme: Any = {
        "number": "QĐ 672/QĐ-UBND",
        "name": "Đề án hỗ trợ phát triển hệ sinh thái khởi nghiệp đổi mới sáng tạo Thành phố Hồ Chí Minh",
        "years": "giai đoạn 2021-2025",
        "pillars": [
            {"number": str(position), "name": name, "lead_unit": DEPARTMENT}
            for position, name in enumerate(PILLARS, start=1)
        ],
        "indicators": [
            indicator(
                "CT1",
                "Tỷ trọng đóng góp của năng suất các nhân tố tổng hợp (TFP) trong GRDP",
                "%",
                "",
                target_period=figure("45"),
                percent_year=NOT_DUE,
                percent_period=NOT_DUE,
                actual_in_year=NOT_DUE,
                actual_cumulative=NOT_DUE,
                note="Mục tiêu 45-50%, đánh giá vào năm 2025",
            ),
            indicator(
                "CT2",
                "Doanh nghiệp được nâng cao năng lực đổi mới sáng tạo",
                "doanh nghiệp",
                "4",
                target_year=figure(600),
                actual_in_year=figure(2093),
                percent_year=figure("348.833333"),
                target_period=figure(3000),
                actual_cumulative=figure(5063),
                percent_period=figure("168.766667"),
            ),
            indicator(
                "CT3",
                "Dự án khởi nghiệp đổi mới sáng tạo được ươm tạo, phát triển",
                "dự án",
                "3",
                target_year=figure(200),
                actual_in_year=figure(0),
                percent_year=figure(0),
                target_period=figure(1000),
                actual_cumulative=figure(693),
                percent_period=figure("69.3"),
            ),
            indicator(
                "CT4",
                "Startup tiếp cận vốn đầu tư mạo hiểm",
                "startup",
                "3",
                target_year=NOT_APPLICABLE,
                actual_in_year=figure(14),
                percent_year=NOT_APPLICABLE,
                target_period=figure(100),
                actual_cumulative=figure(236),
                percent_period=figure(236),
            ),
            indicator(
                "CT5",
                "Kinh phí hỗ trợ dự án",
                "đồng",
                "3",
                target_year=figure(48_000_000_000),
                actual_in_year=figure(21_720_500_000),
                percent_year=figure("45.251"),
                target_period=NOT_APPLICABLE,
                actual_cumulative=figure(21_720_500_000),
                percent_period=NOT_APPLICABLE,
            ),
        ],
        "budget": [
            budget(
                PILLARS[0], figure(105_000_000_000), figure(52_500_000_000), figure(31_250_750_000), figure("29.76262")
            ),
            budget(
                PILLARS[2], figure(48_000_000_000), figure(21_720_000_000), figure(9_400_000_000), figure("19.5833")
            ),
            budget(PILLARS[4], figure(2_000_000_000), figure(0), figure(0), figure(0)),
            budget(PILLARS[5], NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE),
        ],
        "budget_total": budget(
            "Tổng cộng", figure(155_000_000_000), figure(74_220_000_000), figure(40_650_750_000), figure("26.2263")
        ),
        "moved": [
            {
                "pillar": PILLARS[0],
                "granted": 12_500_000_000,
                "paid": 8_250_750_000,
                "paid_other_years": 3_200_000_000,
            },
            {"pillar": PILLARS[2], "granted": 4_960_000_000, "paid": 2_480_000_000, "paid_other_years": 0},
        ],
    }
    result: Any = {
        "schema": "period-report/3",
        "period": {
            "kind": "first_half",
            "label": "6 tháng đầu năm 2023",
            "starts": "2022-12-15",
            "ends": "2023-06-15",
        },
        "subject": "Kết quả phát triển hệ sinh thái khởi nghiệp đổi mới sáng tạo 6 tháng đầu năm 2023",
        "letterhead": deepcopy(LETTERHEAD),
        "addressees": ["Hội đồng nhân dân Thành phố Hồ Chí Minh"],
        "legal_basis": ["Quyết định số 672/QĐ-UBND của Ủy ban nhân dân Thành phố"],
        "summary": ["Hệ sinh thái tiếp tục phát triển; hai trong ba chỉ tiêu chính đã vượt mục tiêu đến năm 2025."],
        "schemes": [scheme],
        "totals": {
            "startups": 29,
            "projects": 31,
            "decisions": 32,
            "granted": 17_460_000_000,
            "paid": 10_730_750_000,
        },
        "missing_units": ["Ban Quản lý Khu Công nghệ cao", "Đại học Quốc gia Thành phố Hồ Chí Minh"],
        "contributions": [
            {
                "unit": "Thành Đoàn Thành phố Hồ Chí Minh",
                "results": ["Cho vay hơn 215 tỷ đồng đối với hơn 1.000 dự án của thanh niên."],
                "difficulties": ["Quỹ hỗ trợ thanh niên khởi nghiệp đã hết nguồn vốn cho vay."],
                "proposals": [{"text": "Bổ sung vốn cho Quỹ trong kế hoạch năm sau", "addressee": "Sở Tài chính"}],
            },
            {
                "unit": "Sở Giáo dục và Đào tạo",
                "results": ["Tổ chức cuộc thi khởi nghiệp cho học sinh."],
                "difficulties": [],
                "proposals": [],
            },
        ],
        "next_steps": [
            "Mở đợt tiếp nhận hồ sơ hỗ trợ theo Nghị quyết số 20/2023/NQ-HĐND.",
            "Hoàn thành tòa nhà Trung tâm Khởi nghiệp sáng tạo.",
        ],
        "awards": [
            {
                "number": f"{number}/QĐ-SKHCN",
                "startup": f"Công ty Cổ phần Công nghệ Nước Sạch {number}",
                "stage": stage,
                "amount": amount,
                "paid": amount // 2,
                "date": "2023-05-10",
            }
            for number, (stage, amount) in enumerate(
                [("Tiền ươm tạo", 40_000_000)] * 12 + [("Ươm tạo", 80_000_000)] * 11 + [("Tăng tốc", 400_000_000)] * 9,
                start=101,
            )
        ],
        "award_groups": [
            {"stage": "Tiền ươm tạo", "count": 12, "amount": 480_000_000, "paid": 240_000_000},
            {"stage": "Ươm tạo", "count": 11, "amount": 880_000_000, "paid": 440_000_000},
            {"stage": "Tăng tốc", "count": 9, "amount": 3_600_000_000, "paid": 1_800_000_000},
        ],
        "attachments": {},
        "corrections": [
            {
                "number": "05/BC-SKHCN",
                "date": "2023-01-05",
                "text": "số dự án được ươm tạo năm 2022 là 182, không phải 128.",
            }
        ],
        "late_entries": [
            {
                "subject": "Thanh toán",
                "label": "UNC-77, HS-2022-000012",
                "starts": "2022-11-30",
                "ends": "2022-12-01",
                "old": "",
                "new": "15.000.000 ₫",
                "reason": "Chứng từ đến muộn.",
            }
        ],
        "recipients": [
            "Như trên",
            "Thường trực Ủy ban nhân dân Thành phố",
            "Ban Kinh tế - Ngân sách, Hội đồng nhân dân Thành phố",
            "Lưu: VT, QLKHCN",
        ],
        "signature": {"authority": "KT. Giám đốc", "title": "Phó Giám đốc", "name": "Nguyễn Thị Ánh Tuyết"},
        "generated_at": "2023-06-20T09:30:00+07:00",
        "notice": "",
        "sha256": None,
    }
    result["sha256"] = snapshot_sha256(result)
    return result


def receipt() -> ReceiptData:
    result: Any = {
        "letterhead": deepcopy(LETTERHEAD) | {"date": "2024-03-05"},
        "receipt_number": "HS-2024-000123",
        "received_at": datetime(2024, 3, 5, 9, 59, 58, tzinfo=UTC),
        "sender": "Trần Văn Đức (duc@example.com)",
        "call": "Đợt 1 năm 2024 tiếp nhận hồ sơ hỗ trợ ươm tạo",
        "policy": "Hỗ trợ giai đoạn ươm tạo (Nghị quyết số 20/2023/NQ-HĐND)",
        "parties": [
            ("Tên dự án, doanh nghiệp", "Công ty TNHH Bếp Xanh"),
            ("Mã số thuế", "0312345678"),
            ("Địa chỉ", "Phường Sài Gòn, Thành phố Hồ Chí Minh"),
            ("Trang tin", ""),
        ],
        "answers": [
            {
                "label": "Vấn đề cần giải quyết",
                "text": "Rác hữu cơ của bếp ăn chưa được tận dụng.\n\nMỗi ngày một bếp thải 40 kg.",
            },
            {"label": "Tính mới", "text": ""},
        ],
        "plan": [{"month": "Tháng 1-3", "task": "Hoàn thiện mẫu thử", "result": "Mẫu thử chạy 30 ngày"}],
        "costs": [
            {"kind": "Tiền công lao động trực tiếp", "description": "02 kỹ sư, 3 tháng", "amount": 30_000_000},
            {"kind": "Chi phí khác", "description": "Vật tư, thử nghiệm", "amount": 45_500_000},
        ],
        "cost_totals": [
            {"label": "Tiền công lao động trực tiếp", "amount": 30_000_000},
            {"label": "Chi phí khác", "amount": 45_500_000},
        ],
        "total": 75_500_000,
        "attachments": [
            {
                "label": "Thuyết minh dự án",
                "file_name": "thuyết minh (bản cuối).pdf",
                "size": 1_572_864,
                "sha256": "0123456789abcdef" * 4,
            }
        ],
        "result_due": date(2024, 3, 26),
        "content_sha256": "fedcba9876543210" * 4,
    }
    return result


def decision() -> DecisionData:
    result: Any = {
        "letterhead": deepcopy(LETTERHEAD) | {"number": None, "symbol": "QĐ-SKHCN", "date": None, "year": 2024},
        "authority": "Giám đốc Sở Khoa học và Công nghệ",
        "subject": "Về việc hỗ trợ dự án “Máy ủ rác bếp ăn” giai đoạn ươm tạo",
        "legal_basis": [
            "Căn cứ Nghị quyết số 20/2023/NQ-HĐND của Hội đồng nhân dân Thành phố Hồ Chí Minh",
            "Căn cứ biên bản họp hội đồng đánh giá hồ sơ",
            "Theo đề nghị của Trưởng phòng Quản lý khoa học và công nghệ",
        ],
        "startup": "Công ty TNHH Bếp Xanh",
        "startup_identity": "mã số thuế 0312345678",
        "project": "Máy ủ rác bếp ăn",
        "policy": "hỗ trợ giai đoạn ươm tạo",
        "amount": 75_500_000,
        "months": 12,
        "budget_source": "ngân sách sự nghiệp khoa học và công nghệ năm 2024",
        "managing_unit": "Trung tâm Khởi nghiệp sáng tạo Thành phố Hồ Chí Minh",
        "recipients": ["Như Điều 3", "Ban Giám đốc Sở", "Lưu: VT, QLKHCN"],
        "signature": {"authority": "", "title": "Giám đốc", "name": None},
        "made_at": MOMENT,
    }
    return result

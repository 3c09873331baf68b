"""Building blocks of invented names and texts."""

from random import Random

FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Hoàng",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
)
MEN = (
    ("Văn", "Minh", "Quốc", "Đức", "Hữu", "Gia", "Thanh", "Hoàng", "Anh", "Nhật"),
    (
        "An",
        "Bình",
        "Dũng",
        "Duy",
        "Đạt",
        "Hiếu",
        "Hùng",
        "Khánh",
        "Khoa",
        "Long",
        "Nam",
        "Nhân",
        "Phong",
        "Phúc",
        "Quân",
        "Sơn",
        "Tâm",
        "Thịnh",
        "Trí",
        "Tuấn",
        "Việt",
        "Ân",
        "Đông",
    ),
)
WOMEN = (
    ("Thị", "Ngọc", "Thu", "Kim", "Hoài", "Bảo", "Xuân", "Mỹ", "Thanh", "Phương"),
    (
        "Châu",
        "Giang",
        "Hà",
        "Hạnh",
        "Hoa",
        "Hương",
        "Lan",
        "Linh",
        "Mai",
        "Nga",
        "Oanh",
        "Quỳnh",
        "Thảo",
        "Trang",
        "Uyên",
        "Vy",
        "Yến",
        "Ý",
        "Ánh",
        "Diệp",
    ),
)
FORMS = ("Công ty TNHH", "Công ty Cổ phần", "Công ty Cổ phần Công nghệ", "Công ty TNHH MTV", "Công ty TNHH Giải pháp")
FIRST = (
    "Sông",
    "Mây",
    "Nắng",
    "Sao",
    "Lúa",
    "Sen",
    "Biển",
    "Gió",
    "Cánh Buồm",
    "Phù Sa",
    "Ánh Dương",
    "Bình Minh",
    "Đại Ngàn",
    "Hải Âu",
    "Hạt Mầm",
    "Khơi",
    "Mạch",
    "Nhịp",
    "Ong",
    "Rạng Đông",
    "Tre",
    "Trăng",
    "Ươm",
    "Vạn Xuân",
    "Ý Tưởng",
    "Đất Phương Nam",
    "Én",
    "Ô Xanh",
)
SECOND = (
    "Xanh",
    "Việt",
    "Số",
    "Mới",
    "Thông Minh",
    "Sài Gòn",
    "Bến Nghé",
    "Gia Định",
    "Thủ Thiêm",
    "An Phú",
    "Tương Lai",
    "Kết Nối",
    "Nhanh",
    "Sạch",
    "Vàng",
    "Sáng",
    "Bạc",
    "Lành",
    "Khỏe",
    "Vững",
    "Đỏ",
    "Nam Bộ",
    "Cửu Long",
    "Đồng Nai",
    "Ấm",
)
TAILS = {
    "e-commerce": ("Market", "Shop", "Mart"),
    "fintech": ("Pay", "Fin"),
    "logistics": ("Logistics", "Express", "Cargo"),
    "edtech": ("Edu", "Learn"),
    "health-care": ("Care", "Health", "Med"),
    "hi-tech-agriculture": ("Farm", "Agri"),
    "sustainable-development": ("Green", "Energy", "Cycle"),
    "digital-transformation": ("Tech", "Data", "Cloud", "AI"),
    "cyber-security": ("Secure", "Shield"),
}
OTHER_TAILS = ("Tech", "Lab")
PLACES = ("Bến Thành", "Nhà Bè", "Cần Giờ", "Bàu Bàng", "Long Hải", "Thủ Đức", "Chợ Lớn", "Củ Chi", "Dĩ An", "Vũng Tàu")

PRODUCTS = {
    "e-commerce": (
        "sàn giao dịch đặc sản cho hợp tác xã",
        "công cụ bán hàng trực tiếp cho tiểu thương chợ truyền thống",
        "nền tảng mua chung nguyên liệu cho quán ăn",
        "dịch vụ thử đồ ảo cho cửa hàng thời trang",
    ),
    "fintech": (
        "công cụ phát hiện giao dịch bất thường cho ví điện tử",
        "nền tảng chấm điểm tín dụng cho hộ kinh doanh",
        "sổ thu chi tự động từ hóa đơn điện tử",
        "giải pháp trả lương theo ngày cho lao động thời vụ",
    ),
    "logistics": (
        "giải pháp tối ưu tuyến giao hàng chặng cuối",
        "kho lạnh dùng chung điều khiển từ xa",
        "sàn ghép chuyến xe tải chiều về",
        "robot hỗ trợ kiểm kho ban đêm",
    ),
    "edtech": (
        "ứng dụng luyện nói tiếng Anh cho học sinh tiểu học",
        "phần mềm quản lý lớp học thêm và học phí",
        "phòng thí nghiệm ảo môn khoa học tự nhiên",
        "bộ học liệu lập trình cho học sinh khiếm thị",
    ),
    "health-care": (
        "dịch vụ đặt lịch và hồ sơ sức khỏe cho phòng khám nhỏ",
        "thiết bị theo dõi nhịp tim cho người cao tuổi tại nhà",
        "ứng dụng nhắc thuốc và theo dõi huyết áp",
        "phần mềm sàng lọc võng mạc từ ảnh chụp đáy mắt",
    ),
    "hi-tech-agriculture": (
        "hệ thống cảm biến đo độ ẩm và dinh dưỡng cho nhà màng",
        "nền tảng truy xuất nguồn gốc trái cây xuất khẩu",
        "máy đếm tôm giống bằng thị giác máy tính",
        "dịch vụ phun thuốc bằng thiết bị bay theo bản đồ sâu bệnh",
    ),
    "sustainable-development": (
        "vật liệu bao bì phân hủy từ bã mía",
        "thiết bị phân loại rác tại nguồn bằng thị giác máy tính",
        "phần mềm theo dõi tiêu thụ năng lượng của nhà xưởng",
        "sàn thu gom phế liệu tái chế theo tuyến",
    ),
    "digital-transformation": (
        "trợ lý soạn thảo văn bản tiếng Việt",
        "phần mềm lập kế hoạch sản xuất cho xưởng nhỏ",
        "nền tảng số hóa quy trình cho hợp tác xã",
        "tổng đài trả lời khách hàng tự động bằng tiếng Việt",
    ),
    "cyber-security": (
        "dịch vụ giám sát an ninh mạng cho doanh nghiệp nhỏ",
        "công cụ phát hiện trang web giả mạo ngân hàng",
        "bộ diễn tập ứng cứu sự cố cho trường học",
        "ứng dụng chặn cuộc gọi lừa đảo",
    ),
}
OTHER_PRODUCTS = ("nền tảng kết nối người mua và người bán trong vùng",)
PROBLEMS = (
    "Khách hàng đang làm việc này bằng tay, tốn thời gian, hay sai sót; giải pháp hiện có đắt với cơ sở nhỏ.",
    "Qua khảo sát 60 cơ sở trong Thành phố, hơn hai phần ba chưa có công cụ phù hợp và phải ghi chép rời rạc.",
    "Sản phẩm nước ngoài chưa hỗ trợ tiếng Việt và quy định trong nước, chi phí sử dụng vượt khả năng của cơ sở nhỏ.",
)
NOVELTIES = (
    "Điểm mới là mô hình học từ dữ liệu thực tế của Thành phố, chạy trên thiết bị giá rẻ và không cần mạng ổn định.",
    "Nhóm kết hợp cảm biến tự chế tạo với thuật toán riêng, giá thành bằng một phần ba sản phẩm nhập khẩu cùng loại.",
    "Lần đầu tiên dữ liệu của cơ sở nhỏ được chuẩn hóa và chia sẻ có kiểm soát giữa các bên trong chuỗi.",
)
MARKETS = (
    "Giai đoạn đầu phục vụ khoảng 300 cơ sở trong Thành phố, thu phí theo tháng; sau đó mở rộng qua đối tác.",
    "Khách hàng trả phí theo lượt sử dụng; năm thứ hai dự kiến 1.200 khách hàng trả phí và hòa vốn vào tháng thứ 20.",
    "Bán thiết bị kèm gói dịch vụ hằng năm; đã có 8 khách hàng dùng thử và 2 hợp đồng nguyên tắc.",
)
TEAMS = (
    "Người sáng lập có 8 năm kinh nghiệm, cùng một kỹ sư phần mềm, một kỹ sư thiết bị và một phụ trách thị trường.",
    "Hai người sáng lập học ngành công nghệ thông tin, một cố vấn là giảng viên và ba cộng tác viên bán thời gian.",
    "Năm thành viên làm việc toàn thời gian, từng triển khai hai sản phẩm cùng lĩnh vực cho doanh nghiệp trong nước.",
)
IMPACTS = (
    "Dự kiến giảm 20% chi phí vận hành cho khách hàng, tạo 12 việc làm mới sau hai năm và giảm lượng hàng hư hỏng.",
    "Giúp khoảng 500 hộ kinh doanh nhỏ tiếp cận công nghệ với chi phí thấp; tạo 8 việc làm trong năm đầu.",
    "Giảm phát thải nhờ bớt di chuyển và giấy tờ; kết quả được đo và công bố hằng quý.",
)
ACTIVITIES = (
    ("Khảo sát khách hàng và hoàn thiện yêu cầu", "Báo cáo khảo sát 50 khách hàng"),
    ("Hoàn thiện mẫu thử nghiệm", "Mẫu thử nghiệm chạy tại 5 điểm"),
    ("Thử nghiệm với khách hàng đầu tiên", "Biên bản thử nghiệm và số liệu đo"),
    ("Kiểm định, đăng ký sở hữu trí tuệ", "Đơn đăng ký đã được tiếp nhận"),
    ("Bán hàng thí điểm", "Hợp đồng với 10 khách hàng"),
)
DELIVERABLES = (
    "Báo cáo khảo sát và kế hoạch chi tiết",
    "Mẫu thử nghiệm và biên bản thử nghiệm",
    "Báo cáo tổng kết và hợp đồng khách hàng",
)
REPORTED = "Đã hoàn thành theo kế hoạch; biên bản và số liệu được gửi cho cán bộ phụ trách."
LABOUR = ("Kỹ sư phần mềm", "Kỹ sư thiết bị", "Chuyên viên thị trường", "Nghiên cứu viên")
OTHER = (
    "Thuê chuyên gia tư vấn",
    "Thuê phòng thí nghiệm",
    "Kiểm định, chứng nhận",
    "Linh kiện mẫu thử",
    "Dịch vụ đổi mới sáng tạo",
)
OTHER_SUPPORT = "Năm trước nhóm được hỗ trợ 20 triệu đồng để tham gia một khóa đào tạo khởi nghiệp (dữ liệu minh họa)."
PRAISE = (
    "Lập luận rõ, có số liệu khảo sát đi kèm.",
    "Có khách hàng dùng thử, cần làm rõ thêm giá bán.",
    "Nhóm có năng lực, đã có sản phẩm mẫu.",
    "Tác động kinh tế - xã hội thuyết phục.",
)
DOUBT = (
    "Ý tưởng phù hợp nhưng kế hoạch triển khai còn chung chung.",
    "Chưa chứng minh được điểm khác biệt so với sản phẩm đang có.",
    "Số liệu thị trường chưa có nguồn, doanh thu dự kiến quá lạc quan.",
    "Nhóm còn thiếu người phụ trách kỹ thuật.",
)
GAPS = (
    (
        "document-budget",
        "Dự toán thiếu chi tiết cho khoản thuê chuyên gia.",
        "Bổ sung dự toán chi tiết cho khoản thuê chuyên gia.",
    ),
    ("market", "Chưa nêu cách tạo doanh thu.", "Làm rõ mô hình kinh doanh: ai trả tiền, bao nhiêu và khi nào."),
    ("plan", "Kế hoạch chưa có kết quả đo được.", "Ghi kết quả cụ thể, đo được cho từng tháng trong kế hoạch."),
)
LOW_SCORE = "Điểm đánh giá dưới mức xét chọn của đợt."
REJECTION = (
    ("not_feasible", "Mô hình kinh doanh chưa khả thi với nguồn lực của nhóm."),
    ("double_funding", "Một phần chi phí đã được chương trình khác của Nhà nước chi trả."),
    ("not_feasible", "Kế hoạch thử nghiệm chưa thực hiện được trong thời gian hỗ trợ."),
)
WITHDRAWAL = ("Nhóm thay đổi kế hoạch.", "Dự án đã có nguồn vốn khác.", "Nhóm cần thêm thời gian hoàn thiện sản phẩm.")
LAPSED = "Quá thời hạn hoàn thiện hồ sơ mà chưa nhận được bổ sung."
TERMINATION = (
    ("at_request", "Nhóm đề nghị chấm dứt do thành viên chủ chốt rời dự án."),
    ("no_result", "Kết quả giai đoạn hai không đạt theo hợp đồng."),
)
CONFLICT = "Đang là cố vấn cho một thành viên của nhóm."
PROPOSAL = "Theo kết quả đánh giá của hai thành viên hội đồng."
REFUSED_DIRECTORY = "Phần giới thiệu có nội dung quảng cáo, đề nghị viết lại cho khách quan."
SCHOOLS = (
    "Trường Đại học Bến Nghé (minh họa)",
    "Viện Nghiên cứu Phương Nam (minh họa)",
    "Vườn ươm Đại Ngàn (minh họa)",
    "Trường Đại học Gia Định Mới (minh họa)",
)
INVESTORS = ("Quỹ Hạt Giống Phương Nam", "Nhà đầu tư cá nhân", "Quỹ Sông Tiền Ventures", "Quỹ Bến Nghé Capital")
ORGANISATIONS = {
    "incubator": "Vườn ươm",
    "accelerator": "Chương trình tăng tốc",
    "investment-fund": "Quỹ đầu tư",
    "coworking-space": "Không gian làm việc chung",
    "innovation-centre": "Trung tâm Đổi mới sáng tạo",
    "startup-support-centre": "Trung tâm Hỗ trợ khởi nghiệp",
    "institute-university": "Viện Nghiên cứu",
    "corporation": "Tập đoàn",
    "association": "Hiệp hội",
    "media": "Tạp chí",
}
OFFERS = {
    "incubator": "Chỗ làm việc, cố vấn và kết nối thử nghiệm cho nhóm ở giai đoạn ý tưởng và sản phẩm mẫu.",
    "accelerator": "Chương trình 12 tuần: cố vấn về thị trường, gọi vốn và bán hàng cho đơn vị đã có sản phẩm.",
    "investment-fund": "Đầu tư vòng hạt giống và Series A, đồng hành về quản trị sau đầu tư.",
    "coworking-space": "Chỗ ngồi theo tháng, phòng họp, địa chỉ đăng ký kinh doanh.",
    "innovation-centre": "Phòng thử nghiệm dùng chung, chuyên gia và kết nối với doanh nghiệp đặt hàng.",
    "startup-support-centre": "Hướng dẫn hồ sơ, tập huấn và tiếp nhận, quản lý khoản hỗ trợ của Thành phố.",
    "institute-university": "Phòng thí nghiệm, nhóm nghiên cứu và chuyển giao kết quả nghiên cứu.",
    "corporation": "Đặt hàng bài toán, thử nghiệm giải pháp trong nhà máy và cửa hàng.",
    "association": "Kết nối hội viên, tọa đàm chuyên đề, góp ý chính sách.",
    "media": "Giới thiệu sản phẩm, phỏng vấn nhà sáng lập, đưa tin sự kiện.",
}
PAIRS = len(FIRST) * len(SECOND)
STEP = 389  # prime to every number of names, so that all are used before one comes again


def person_name(rng: Random) -> str:
    middle, given = MEN if rng.random() < 0.55 else WOMEN
    return f"{rng.choice(FAMILY)} {rng.choice(middle)} {rng.choice(given)}"


def brand(sector: str, number: int) -> str:
    """The name of the `number`-th startup of the sector (a code): unique within the sector."""
    tails = TAILS.get(sector, OTHER_TAILS)
    names = PAIRS * len(tails)
    index = (number * STEP + len(sector) * 131) % names
    pair, tail = divmod(index, len(tails))
    first, second = divmod(pair, len(SECOND))
    name = f"{FIRST[first]} {SECOND[second]} {tails[tail]}"
    return name if number < names else f"{name} {number // names + 1}"


def product(sector: str, rng: Random) -> str:
    return rng.choice(PRODUCTS.get(sector, OTHER_PRODUCTS))
